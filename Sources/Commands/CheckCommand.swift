import ArgumentParser
import Diagnostics
import FoundationEssentials
import Notebooks
import Steps
import Workflow

/// `stepbook check`: every mistake that can be found without running anything.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Finds a notebook's mistakes and runs nothing.",
        discussion:
            "'-' in place of the notebook's file reads its text from standard input, as editors send what is not saved yet."
    )

    @OptionGroup var notebook: NotebookArguments

    @Flag(help: "Print them as a JSON array, for editors.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "With '-', the file that the text belongs to: what it names lies beside that.", valueName: "file"),
        completion: .file(extensions: ["md"]))
    var path: String?

    func validate() throws {
        guard path == nil || notebook.notebook == "-" else {
            throw ValidationError("'--path' goes with '-', a notebook from standard input")
        }
    }

    func run() throws {
        try reportingProblems {
            do {
                let plan = try Plan(
                    for: Notebook(parsing: read()), registry: Program.registry,
                    overrides: notebook.overrides,
                    files: ReadableFiles(beside: place, opening: notebook.allowRead))
                try report(plan)
            } catch let error as DiagnosticsError where json {
                try write(error.diagnostics, error.source)
                throw ExitCode(2)
            }
        }
    }

    /// The notebook as it is named in messages.
    private var place: String { path ?? notebook.notebook }

    private func read() throws -> SourceFile {
        guard notebook.notebook == "-" else { return try notebook.read() }
        let data: Data
        do {
            data = try RegularFile.standardInput(limit: NotebookArguments.limit)
        } catch {
            throw UsageProblem("the notebook in standard input cannot be read: \(error)")
        }
        return try Notebook.source(named: place, bytes: data)
    }

    private func report(_ plan: Plan) throws {
        guard !json else {
            try write(plan.warnings, plan.notebook.source)
            return
        }
        showWarnings(of: plan)
        showArgumentWarnings(of: plan)
        let steps = plan.steps.count
        let all = plan.warnings + (plan.overrideWarnings?.diagnostics ?? [])
        let warnings = all.isEmpty ? "" : ", " + DiagnosticFormatter.summary(of: all)
        try Terminal.standardOutput.print(
            "\(place.madeVisible): \(steps) step\(steps == 1 ? "" : "s"), no mistakes\(warnings)\n")
    }

    private func write(_ diagnostics: [Diagnostic], _ source: SourceFile) throws {
        try Terminal.standardOutput.print(DiagnosticList(diagnostics: diagnostics, source: source).text)
    }
}
