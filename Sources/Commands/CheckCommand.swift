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

    @Flag(help: "Print them as a JSON array, for editors.")
    var json = false

    func run() throws {
        try reportingProblems {
            do {
                let plan = try Plan(
                    for: Notebook(parsing: notebook.read()), registry: Program.registry,
                    overrides: notebook.overrides, files: notebook.files)
                report(plan)
            } catch let error as DiagnosticsError where json {
                write(error.diagnostics, error.source)
                throw ExitCode(2)
            }
        }
    }

    private func report(_ plan: Plan) {
        guard !json else {
            write(plan.warnings, plan.notebook.source)
            return
        }
        showWarnings(of: plan)
        let steps = plan.steps.count
        let warnings = plan.warnings.isEmpty ? "" : ", " + DiagnosticFormatter.summary(of: plan.warnings)
        Terminal.standardOutput.write(
            "\(notebook.notebook.madeVisible): \(steps) step\(steps == 1 ? "" : "s"), no mistakes\(warnings)\n"
        )
    }

    private func write(_ diagnostics: [Diagnostic], _ source: SourceFile) {
        Terminal.standardOutput.write(DiagnosticList(diagnostics: diagnostics, source: source).text)
    }
}
