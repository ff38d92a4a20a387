import Foundation

/// How much work a command is, in instructions of the processor: the same number each time, whatever else the machine does.
///
/// Valgrind counts them, which takes some fifty times as long as the command alone.
public struct CountedWork: Sendable {
    /// The instructions that were carried out.
    public let instructions: Int
    /// What came of the command.
    public let outcome: BuiltTool.Outcome

    /// What Valgrind did not say.
    public struct Missing: Error { let messages: String }

    /// Whether work can be counted here.
    public static let isPossible = ["/usr/bin/valgrind", "/usr/bin/strip"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Valgrind of Debian 12 does not understand what the compiler writes for debuggers, so that is taken out.
    private static let stripped = Result {
        let folder = try TemporaryFolder()
        let path = folder.path + "/stepbook"
        _ = try ChildProcess.run(["strip", "-g", "-o", path, BuiltTool.executable.path])
        return (folder, URL(filePath: path))
    }

    /// Counts the work of a command.
    public init(of arguments: [String], in tool: BuiltTool) throws {
        let (_, program) = try Self.stripped.get()
        outcome = try tool.run(
            list: arguments, of: program,
            launcher: ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"])
        guard let match = outcome.messages.firstMatch(of: /Collected : (\d+)/),
            let count = Int(match.output.1)
        else { throw Missing(messages: outcome.messages) }
        instructions = count
    }
}
