package import FoundationEssentials
import Workflow

extension RunEntry {
    /// Why a file is not an entry.
    package struct Problem: Error, Sendable, CustomStringConvertible {
        /// The error message.
        package let description: String
    }

    /// The JSON text on several lines, with a final line end: the members in order, numbers in the shortest form that
    /// reads back the same.
    package var json: String { JSONValue.object(members).text + "\n" }

    /// The members in the order of writing.
    var members: [JSONValue.Member] {
        func object(_ named: [Named]) -> JSONValue {
            .object(named.map { JSONValue.Member(name: $0.name, value: JSONValue($0.value)) })
        }
        return [
            ("schema", .integer(Self.schema)), ("started", .string(started)), ("seconds", .number(seconds)),
            ("notebook", .string(notebook)), ("status", .string(status)), ("seed", .unsigned(seed)),
            ("params", object(params)), ("values", object(values)), ("record", .string(record)),
            ("recordSHA256", .string(recordHash)),
        ].map { (name: String, value: JSONValue) in JSONValue.Member(name: name, value: value) }
    }

    /// Reads an entry.
    ///
    /// - Parameter file: the name of its file.
    /// - Throws: ``Problem`` if it is none, or has another version.
    package init(_ data: Data, file: String) throws(Problem) {
        let whole: JSONValue
        do throws(JSONReader.Problem) {
            whole = try JSONReader.value(of: data)
        } catch {
            throw Problem(description: "it is not the file of a run")
        }
        guard let version = whole.membersByName["schema"]?.integer else {
            throw Problem(description: "it is not the file of a run")
        }
        guard version == Self.schema else {
            throw Problem(
                description: "it is of version \(version); this program reads version \(Self.schema)")
        }
        do throws(JSONMembers.Problem) {
            let members = try JSONMembers(whole)
            self.file = file
            started = try members.member("started", \.string)
            seconds = try members.member("seconds", \.number)
            notebook = try members.member("notebook", \.string)
            status = try members.member("status", \.string)
            seed = try members.member("seed", \.unsigned)
            params = try Self.named("params", of: members)
            values = try Self.named("values", of: members)
            record = try members.member("record", \.string)
            recordHash = try members.member("recordSHA256", \.string)
        } catch {
            throw Problem(description: "it is damaged: \(error.words)")
        }
    }

    private static func named(
        _ name: String, of members: JSONMembers
    ) throws(JSONMembers.Problem) -> [Named] {
        let object = try members.object(name)
        var named: [Named] = []
        for name in object.names {
            named.append(Named(name: name, value: try object.member(name) { Value($0) }))
        }
        return named
    }
}
