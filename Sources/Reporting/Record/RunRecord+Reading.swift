package import FoundationEssentials

extension RunRecord {
    /// Why a file is not a record.
    package struct Problem: Error, Sendable, CustomStringConvertible {
        /// The error message.
        package let description: String
    }

    /// Reads a record.
    ///
    /// - Throws: ``Problem`` if it is not a record, has another version, or is ambiguous.
    package init(_ data: Data) throws(Problem) { self = try Self.read(data).record }

    /// Reads a record, and the complete JSON of its file, including unknown members.
    ///
    /// - Throws: ``Problem``, like ``init(_:)``.
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
        case .malformed: "it is not a record of a run, as 'stepbook run' writes it beside its report"
        case .repeated(let name): "the record is damaged: '\(name)' appears twice in one object of it"
        case .tooDeep: "the record is damaged: it is nested deeper than any record"
        case .tooLarge: "the record is damaged: it is larger than any record, with more than 5,000,000 values"
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
                ? "a number in it is out of range"
                : "'\(place(context))' has another type than in a record"
        @unknown default: "it cannot be read"
        }
    }
}
