import Foundation

/// The work of a command in CPU instructions: the same number each time, whatever else the machine does.
///
/// Valgrind counts them, which takes some thirty times as long as the command alone.
public struct CountedWork: Sendable {
    /// The number of instructions executed.
    public let instructions: Int
    /// The outcome of the command.
    public let outcome: BuiltTool.Outcome

    /// Valgrind's output lacked the count.
    public struct Missing: Error { let messages: String }

    /// Whether work can be counted here.
    public static let isPossible = ["/usr/bin/valgrind", "/usr/bin/strip"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// Valgrind of Debian 12 cannot parse the compiler's debug information, so it is stripped.
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
            launcher: [
                "valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
            ])
        guard let match = outcome.messages.firstMatch(of: /I +refs: +([\d,]+)/),
            let count = Int(match.output.1.filter(\.isNumber))
        else { throw Missing(messages: outcome.messages) }
        instructions = count
    }
}
