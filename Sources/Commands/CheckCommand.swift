import ArgumentParser
import Diagnostics
import FoundationEssentials
import Notebooks
import Workflow

/// `stepbook check`: every mistake that can be found without running anything.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Finds a notebook's mistakes and runs nothing.",
        discussion:
            """
            '-' in place of the notebook's file reads its text from standard input, as editors send text that is not saved yet. \
            It takes the same options for folders and threads as 'run', so that one command line serves for both.
            """)

    @OptionGroup var options: NotebookOptions

    @Flag(help: "Print them as a JSON array, for editors.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "With '-', the file that the text belongs to: paths are relative to its folder.",
            valueName: "file"),
        completion: .file(extensions: ["md"]))
    var path: String?

    func validate() throws {
        guard path == nil || options.notebook.notebook == "-" else {
            throw ValidationError("'--path' goes with '-', a notebook from standard input")
        }
    }

    func run() throws {
        try reportingProblems {
            try options.folders.check()
            let display = PlanningDisplay()
            let interruption = Interruption(checking: display)
            defer { interruption.end() }
            do {
                let prepared = try PreparedNotebook(
                    Notebook(parsing: read()), with: options, display: display, isToRun: false)
                try report(prepared.plan, sweep: settings(of: prepared))
            } catch let error as DiagnosticsError where json {
                try write(error.diagnostics, error.source)
                throw ExitCode(2)
            }
        }
    }

    /// The notebook's name in messages.
    private var place: String { path ?? options.notebook.notebook }

    private func read() throws -> SourceFile {
        guard options.notebook.notebook == "-" else { return try options.notebook.read() }
        let data: Data
        do {
            data = try RegularFile.standardInput(limit: NotebookArguments.limit)
        } catch {
            throw UsageProblem("the notebook in standard input cannot be read: \(error)")
        }
        return try Notebook.source(named: place, bytes: data)
    }

    /// The settings of the sweep that the notebook declares, whatever the command line gives a single run.
    private func settings(of prepared: PreparedNotebook) throws -> SweepSettings? {
        let notebook = prepared.plan.notebook
        guard let declaration = notebook.frontMatter.sweep else { return nil }
        let settings = try SweepSettings(
            of: PlannedSweep(declaration, of: notebook), in: notebook, registry: prepared.registry)
        let mistakes = settings.diagnostics(ofQuotesIn: prepared.plan)
        guard mistakes.isEmpty else { throw DiagnosticsError(mistakes, in: notebook.source) }
        return settings
    }

    private func report(_ plan: Plan, sweep: SweepSettings?) throws {
        let warnings = (plan.warnings + (sweep?.warnings ?? [])).inSourceOrder
        guard !json else {
            try write(warnings, plan.notebook.source)
            return
        }
        showWarnings(warnings, in: plan.notebook.source)
        showArgumentWarnings(of: plan)
        let steps = plan.steps.count
        let all = warnings + (plan.overrideWarnings?.diagnostics ?? [])
        let summary = all.isEmpty ? "" : ", " + DiagnosticFormatter.summary(of: all)
        try Terminal.standardOutput.print(
            "\(place.madeVisible): \(steps) step\(steps == 1 ? "" : "s"), no mistakes\(summary)\n")
        guard let sweep else { return }
        let isHalved = plan.notebook.frontMatter.sweep?.halving != nil
        try Terminal.standardOutput.print(
            "\(place.madeVisible): \(SweepExtent(of: sweep, isHalved: isHalved).words)\n")
    }

    private func write(_ diagnostics: [Diagnostic], _ source: SourceFile) throws {
        try Terminal.standardOutput.print(DiagnosticList(diagnostics: diagnostics, source: source).text)
    }
}
