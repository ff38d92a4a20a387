import ArgumentParser
import Diagnostics
import Notebooks
import Steps
import Workflow

/// `stepbook check`: every mistake that can be found without running anything.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Finds a notebook's mistakes and runs nothing.")

    @OptionGroup var notebook: NotebookArguments

    func run() throws {
        try reportingProblems {
            let plan = try Plan(
                for: Notebook(parsing: notebook.read()), registry: .standard,
                overrides: notebook.overrides)
            showWarnings(of: plan)
            let steps = plan.steps.count
            Terminal.standardOutput.write(
                "\(notebook.notebook): \(steps) step\(steps == 1 ? "" : "s"), no mistakes\n")
        }
    }
}
