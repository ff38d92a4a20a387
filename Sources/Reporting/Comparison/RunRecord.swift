package import FoundationEssentials

/// A run's record, read from its file.
///
/// It may come from a stranger: nothing in it is trusted to be what a run writes.
package struct RunRecord: Sendable {
    /// Why a file is no record.
    package struct Problem: Error, Sendable, CustomStringConvertible {
        /// What is wrong, in words.
        package let description: String
    }

    /// A parameter or another value: a number, a text, a truth value.
    enum Value: Sendable, Hashable {
        case nothing
        case boolean(Bool)
        case integer(Int)
        case number(Double)
        case text(String)
    }

    /// One step of the run.
    struct Step: Decodable, Sendable, Hashable {
        let line: Int
        let step: String
        let name: String?
        let outcome: String
        let seconds: Double?
        let key: String?
    }

    /// A claim of the notebook.
    struct Expectation: Decodable, Sendable, Hashable {
        let claim: String
        let met: Bool
        let line: Int
    }

    /// A file that was read.
    struct Input: Decodable, Sendable, Hashable {
        let name: String
        let bytes: Int
        let sha256: String
    }

    /// A file that a step saved.
    package struct File: Decodable, Sendable, Hashable {
        /// The path inside the notebook's folder of saved files.
        package let path: String
        /// The size in bytes, which may be any number.
        package let bytes: Int
        /// The hash in hexadecimal digits, or any other text.
        package let sha256: String
    }

    /// What stands in the file.
    private struct Content: Decodable {
        let schema: Int
        let notebook: String
        let status: String
        let revision: String?
        let params: [String: Value]
        let seed: UInt64
        let seconds: Double?
        let steps: [Step]
        let values: [String: Value]
        let history: [String: [String: [Double?]]]
        let expectations: [Expectation]
        let data: [Input]?
        let files: [File]?
        let environment: [String: String]
        let mistakes: [String: RecordedMistakes]?
        let source: String?
    }

    private let content: Content

    /// All that stands in the file, what a record does not have included.
    let whole: JSONValue

    /// Reads a record.
    ///
    /// - Throws: ``Problem`` for what is no record, one of another version, and one that says two things.
    package init(_ data: Data) throws(Problem) {
        do throws(JSONReader.Problem) {
            whole = try JSONReader.value(of: data)
        } catch {
            throw Problem(description: Self.words(error))
        }
        struct Version: Decodable { let schema: Int }
        let decoder = JSONDecoder()
        guard let version = try? decoder.decode(Version.self, from: data) else {
            throw Problem(description: Self.words(.malformed))
        }
        guard version.schema == RunSummary.schema else {
            throw Problem(
                description: "it is a record of version \(version.schema); this program reads version "
                    + "\(RunSummary.schema)")
        }
        do {
            content = try decoder.decode(Content.self, from: data)
        } catch {
            throw Problem(description: "the record is damaged: \(Self.words(error))")
        }
    }

    private static func words(_ problem: JSONReader.Problem) -> String {
        switch problem {
        case .malformed: "it is no record of a run, as 'stepbook run' writes beside its report"
        case .repeated(let name): "the record is damaged: '\(name)' stands twice in one object of it"
        case .tooDeep: "the record is damaged: what stands in it is nested deeper than a record is"
        case .tooLarge: "the record is damaged: it is larger than a record is, of more than 5,000,000 values"
        }
    }

    private static func words(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        func place(_ context: DecodingError.Context) -> String {
            context.codingPath.map(\.stringValue).joined(separator: ".")
        }
        return switch error {
        case .keyNotFound(let key, let context):
            "'\((context.codingPath + [key]).map(\.stringValue).joined(separator: "."))' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.isEmpty
                ? "a number in it is none that a record has there"
                : "'\(place(context))' is not what a record has there"
        @unknown default: "it cannot be read"
        }
    }

    var notebook: String { content.notebook }
    var status: String { content.status }
    var revision: String? { content.revision }
    var params: [String: Value] { content.params }
    var seed: UInt64 { content.seed }
    var seconds: Double { content.seconds ?? .nan }
    var steps: [Step] { content.steps }
    var values: [String: Value] { content.values }
    var expectations: [Expectation] { content.expectations }
    var data: [Input] { content.data ?? [] }
    var files: [File] { content.files ?? [] }
    var environment: [String: String] { content.environment }
    var mistakes: [String: RecordedMistakes] { content.mistakes ?? [:] }
    /// The notebook's text; `nil` in records that were written before they had it.
    var source: String? { content.source }

    /// The values of a model's history by epoch; what is not finite is not a number.
    var history: [String: [String: [Double]]] {
        content.history.mapValues { $0.mapValues { $0.map { $0 ?? .nan } } }
    }
}

extension RunRecord.Value: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .boolean(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .integer(number)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    /// The number, if it is one.
    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }
}
