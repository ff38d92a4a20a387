package import FoundationEssentials

extension RunRecord {
    /// Why a file is no record.
    package struct Problem: Error, Sendable, CustomStringConvertible {
        /// What is wrong, in words.
        package let description: String
    }

    /// Reads a record.
    ///
    /// - Throws: ``Problem`` for what is no record, one of another version, and one that says two things.
    package init(_ data: Data) throws(Problem) { self = try Self.read(data).record }

    /// Reads a record, and with it all that stands in its file, what no record has included.
    ///
    /// - Throws: ``Problem`` as ``init(_:)`` does.
    static func read(_ data: Data) throws(Problem) -> (record: RunRecord, whole: JSONValue) {
        let whole: JSONValue
        do throws(JSONReader.Problem) {
            whole = try JSONReader.value(of: data)
        } catch {
            throw Problem(description: words(error))
        }
        struct Version: Decodable { let schema: Int }
        let decoder = JSONDecoder()
        guard let version = try? decoder.decode(Version.self, from: data) else {
            throw Problem(description: words(.malformed))
        }
        guard version.schema == schema else {
            throw Problem(
                description: "it is a record of version \(version.schema); this program reads version "
                    + "\(schema)")
        }
        do {
            return (try decoder.decode(RunRecord.self, from: data), whole)
        } catch {
            throw Problem(description: "the record is damaged: \(words(error))")
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
}
