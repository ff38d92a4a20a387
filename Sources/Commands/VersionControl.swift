import Crypto
import FoundationEssentials
import Workflow

/// The state of a notebook's text in version control, according to git.
///
/// A repository can come from a stranger, and git executes commands from its configuration. So git is only asked for
/// the names of two objects, which runs no hook, no filter and no other configured program; all protocols that could
/// fetch a missing object are forbidden, and the text's own object name is computed here.
///
/// The query starts at initialization and runs while other work is done.
struct VersionControl {
    private let text: [UInt8]
    private let git: StartedProgram?
    private let hasGit: Bool

    /// The time limit for git in seconds.
    private static let patience = 2.0
    /// The number of digits shown of a commit's name.
    private static let digits = 12

    /// Starts the query for a notebook.
    ///
    /// - Parameters:
    ///   - path: the notebook's file.
    ///   - text: the notebook's text as read.
    init(of path: String, text: [UInt8]) {
        self.text = text
        let notebook = URL(filePath: path).resolvingSymlinksInPath()
        let program = Self.program
        hasGit = program != nil
        git = program.flatMap { program in
            try? StartedProgram(
                [
                    program, "-C", notebook.deletingLastPathComponent().path, "rev-parse", "HEAD",
                    "HEAD:./\(notebook.lastPathComponent)",
                ], environment: Self.environment)
        }
    }

    /// The answer of git.
    var revision: Revision {
        guard hasGit else { return .unknown("there is no git here") }
        guard let answer = try? git?.output(within: Self.patience) else {
            return .unknown("git does not answer")
        }
        let names = answer.output.split(separator: "\n").map(String.init)
        guard let commit = names.first else {
            return answer.messages.contains("not a git repository")
                ? .unversioned : .unknown("git refuses to tell")
        }
        guard names.count == 2, names.allSatisfy(Self.isName) else { return .uncommitted }
        return Self.name(of: text, as: names[1]) == names[1]
            ? .committed(String(commit.prefix(Self.digits)))
            : .changed(since: String(commit.prefix(Self.digits)))
    }

    /// Whether a text can be an object's name: a SHA-1 or SHA-256 hash.
    private static func isName(_ text: String) -> Bool {
        [40, 64].contains(text.count) && text.allSatisfy(\.isHexDigit)
    }

    /// The object name that git gives to a text: the hash of its length and contents, by SHA-1 or in newer
    /// repositories SHA-256 (git's "hash-function-transition").
    private static func name(of text: [UInt8], as other: String) -> String {
        let content = Array("blob \(text.count)\0".utf8) + text
        let bytes: [UInt8] =
            other.count == 40 ? Array(Insecure.SHA1.hash(data: content)) : Array(SHA256.hash(data: content))
        return bytes.map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    private static var program: String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.filter { $0.hasPrefix("/") }.map { "\($0)/git" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The environment without git's variables, plus those that keep git from prompting and fetching.
    private static var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
        for (name, value) in [
            ("LC_ALL", "C"), ("GIT_ALLOW_PROTOCOL", ""), ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0"),
        ] { environment[name] = value }
        return environment
    }
}
