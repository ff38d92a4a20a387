import ArgumentParser
import Diagnostics

/// The command `stepbook`.
struct StepbookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Program.name,
        abstract: "Turns a Markdown file into a finished experiment.",
        version: version,
        subcommands: [
            RunCommand.self, PreviewCommand.self, CheckCommand.self, PlanCommand.self, VerifyCommand.self,
            PredictCommand.self,
            ServeCommand.self, CompareCommand.self, ExtractCommand.self, StepsCommand.self, NewCommand.self,
            CleanCommand.self,
        ])

    /// The version, which is said in the code here alone.
    ///
    /// Records and reports name it; keys of results do not, so that a release without a change of a step takes what the
    /// cache holds.
    static let version = "0.2.0"

    /// What is to be said where the first argument is no command; `nil` where it is one, or an option.
    static func unknownCommand(_ argument: String?) -> ValidationError? {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard let argument, !argument.hasPrefix("-"), !names.contains(argument) else { return nil }
        let advice =
            if let near = nearestName(to: argument, among: names) {
                didYouMean(near)
            } else if argument.hasSuffix(".md") {
                "to run a notebook, write \(ShellCommand([Program.name, "run", argument]).inSentence)"
            } else {
                "there are " + names.joined(separator: ", ")
            }
        return ValidationError("there is no command '\(argument)'; \(advice)")
    }
}

extension ParsableCommand {
    /// As all other messages begin.
    static var _errorPrefix: String { "error: " }
}
