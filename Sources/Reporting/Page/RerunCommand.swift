import Diagnostics
package import Workflow

/// The command that runs a notebook again with the same parameters, seed, folders and number of threads, on which the
/// bits depend.
///
/// It is meant for the notebook's folder. Paths outside it, which are private, are replaced by placeholders with an
/// explanation.
package struct RerunCommand: Sendable {
    /// A placeholder in the command for a withheld path.
    package struct Withheld: Sendable, Hashable {
        /// The placeholder: `DATA`.
        package let name: String
        /// Its meaning, in words.
        package let meaning: String

        /// The note on it in the page.
        var note: Element {
            Element(.p, .class("note")) {
                Element(.code) { name }
                ": \(meaning)."
            }
        }
    }

    /// The command, quoted for a shell.
    package let text: String

    /// The placeholders in it, in order.
    package let withheld: [Withheld]

    /// The placeholder of each option's path.
    private static let placeholders = [
        "--data-dir": Withheld(
            name: "DATA",
            meaning: "the folder that holds the data, whose files stand above with their hashes"),
        "--allow-read": Withheld(
            name: "FOLDER", meaning: "a folder outside of the notebook's own that the notebook reads"),
        "--template": Withheld(name: "PAGE", meaning: "the page that the report is put into"),
    ]

    private static let unread = Withheld(
        name: "DATA", meaning: "a folder of data, of which this run read nothing")

    /// The options that a command may have beside those from the run itself.
    static let options = placeholders.keys.sorted()

    /// Makes the command of a run.
    package init(of run: Run) {
        let name = run.plan.notebook.displayName
        var words = ["stepbook", "run", ShellCommand.path(name)]
        for param in run.plan.params where param.isOverridden {
            words += ["-P", "\(param.name)=\(param.value.exactText)"]
        }
        if run.plan.isSeedOverridden { words += ["--seed", String(run.plan.seed)] }
        if let threads = run.environment.first(where: { $0.name == "threads" }) {
            words += ["--threads", threads.value]
        }
        var withheld: [Withheld] = []
        for option in run.commandOptions {
            words.append(option.name)
            if option.value.isEmpty {
                var placeholder =
                    Self.placeholders[option.name]
                    ?? Withheld(name: "PATH", meaning: "what was given for \(option.name)")
                if option.name == "--data-dir", run.inputs.isEmpty {
                    placeholder = Self.unread
                }
                words.append(placeholder.name)
                if !withheld.contains(placeholder) { withheld.append(placeholder) }
            } else {
                words.append(ShellCommand.path(option.value))
            }
        }
        text = ShellCommand(words).text
        self.withheld = withheld
    }

    /// All placeholders of withheld paths.
    static let known = options.compactMap { placeholders[$0] } + [unread]
}
