import ArgumentParser
import Diagnostics

/// The command `stepbook`.
struct StepbookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Program.name,
        abstract: "Turns a Markdown file into a finished experiment.",
        version: version,
        subcommands: [
            RunCommand.self, SweepCommand.self, PreviewCommand.self, CheckCommand.self, PlanCommand.self,
            VerifyCommand.self,
            PredictCommand.self,
            ServeCommand.self, RunsCommand.self, CompareCommand.self, ExtractCommand.self, StepsCommand.self,
            NewCommand.self, CleanCommand.self, SweepWorkerCommand.self, SweepElementCommand.self,
        ])

    /// The version, which is defined only here.
    ///
    /// Records and reports contain it; keys of results do not, so that a release that changes no step reuses cached
    /// results.
    static let version = "0.2.0"

    /// The names of the commands, except that of `help` and of those that only the program itself calls.
    static var names: [String] {
        configuration.subcommands.map { $0.configuration }.filter(\.shouldDisplay).compactMap(\.commandName)
    }

    /// The error if the first argument, or the one after `help`, is not a command; `nil` if it is one, or an option.
    static func unknownCommand(in arguments: some Sequence<String>) -> ValidationError? {
        let names = names + ["help"]
        let words = Array(arguments.prefix(2))
        let argument = words.first == "help" ? words.dropFirst().first : words.first
        guard let argument, !argument.hasPrefix("-"), !names.contains(argument),
            argument != SweepWorkerCommand.name, argument != SweepElementCommand.name
        else { return nil }
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
    /// The prefix of all other error messages.
    static var _errorPrefix: String { "error: " }
}
