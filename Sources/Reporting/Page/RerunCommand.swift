package import Workflow

/// The command that runs a notebook again with the same parameters, from the same folders, and with as many threads, for
/// bits depend on them.
package struct RerunCommand: Sendable {
    /// The command, quoted for a shell.
    package let text: String

    /// Makes the command of a run.
    package init(of run: Run) {
        var words = ["stepbook", "run", run.plan.notebook.displayName]
        for param in run.plan.params where param.isOverridden {
            words += ["-P", "\(param.name)=\(param.value.text)"]
        }
        if let threads = run.environment.first(where: { $0.name == "threads" }) {
            words += ["--threads", threads.value]
        }
        let options = run.commandOptions.map { "\(Self.quoted($0.name)) \(Self.quotedPath($0.value))" }
        text = (words.map(Self.quoted) + options).joined(separator: " ")
    }

    /// A path whose `~` at the beginning, which stands for the user's home, is left to the shell.
    private static func quotedPath(_ path: String) -> String {
        guard path.hasPrefix("~/"), path.count > 2 else { return quoted(path) }
        return "~/" + quoted(String(path.dropFirst(2)))
    }

    private static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
                    UInt8(ascii: "="),
                    UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: ","),
                    UInt8(ascii: ":"):
                    true
                default: false
                }
            }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
