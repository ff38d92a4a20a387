import ArgumentParser

/// The command `stepbook`.
struct StepbookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Program.name,
        abstract: "Turns a Markdown file into a finished experiment.",
        version: version,
        subcommands: [
            RunCommand.self, CheckCommand.self, PlanCommand.self, VerifyCommand.self, StepsCommand.self,
            NewCommand.self, CleanCommand.self,
        ])

    static let version = "0.1.0"
}
