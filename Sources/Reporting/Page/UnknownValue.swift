import Diagnostics

/// What prose shows in place of a computed value that there is none of.
enum UnknownValue {
    /// A value that could not be computed, with the reason.
    static func missing(_ source: String, because reason: String) -> Element {
        Element(.span, .class("value missing"), .title("\(source): \(reason)")) {
            "not computed: "
            Element(.code) { source }
        }
    }

    /// A value of the notebook's sweep in the report of a single run, which is complete without it.
    ///
    /// - Parameter notebook: the notebook's file name.
    static func ofSweep(_ source: String, notebook: String) -> Element {
        let command = ShellCommand(["stepbook", "sweep", ShellCommand.path(notebook)])
        let words = "known only in the page of the sweep: \(command.text)"
        return Element(
            .span, .class("value absent"), Attribute("role", "img"), .label(words),
            .title("\(source): \(words)")
        ) { placeholder }
    }

    /// What stands in its place.
    static let placeholder = "…"
}
