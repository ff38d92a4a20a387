import Diagnostics
package import Workflow

/// The command that runs a notebook again with the same parameters, from the same folders, and with as many threads, for
/// bits depend on them.
///
/// It is given in the notebook's folder. Of paths outside of that, which are the business of whoever ran it, it says what is
/// to be given in their place.
package struct RerunCommand: Sendable {
    /// A word of the command that stands for a path that is not told.
    package struct Withheld: Sendable, Hashable {
        /// The word: `DATA`.
        package let name: String
        /// What it stands for, in words.
        package let meaning: String

        /// What a page says of it.
        var note: Element {
            Element(.p, .class("note")) {
                Element(.code) { name }
                ": \(meaning)."
            }
        }
    }

    /// The command, quoted for a shell.
    package let text: String

    /// The words in it that stand for something, in their order.
    package let withheld: [Withheld]

    /// What stands in the place of an option's path.
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

    /// The options that may stand in a command beside what the run itself says.
    static let options = placeholders.keys.sorted()

    /// Makes the command of a run.
    package init(of run: Run) {
        let name = run.plan.notebook.displayName
        var words = ["stepbook", "run", ShellCommand.path(name)]
        for param in run.plan.params where param.isOverridden {
            words += ["-P", "\(param.name)=\(param.value.exactText)"]
        }
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

    /// All that may stand for a path that is not told.
    static let known = options.compactMap { placeholders[$0] } + [unread]
}
