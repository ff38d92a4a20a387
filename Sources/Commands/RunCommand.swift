import ArgumentParser
import Diagnostics
import FoundationEssentials
import Notebooks
import Reporting
import Workflow

/// `stepbook run`: from Markdown to report.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs a notebook and writes its report.",
        discussion: """
            Exit status: 0 all done and every expectation met, 1 a step or an expectation failed (the report is \
            written all the same), 2 the notebook is wrong (nothing ran), 64 wrong usage, 130 interrupted.
            """)

    @OptionGroup var options: NotebookOptions
    @OptionGroup var page: TemplateOptions

    @Flag(help: "Compute everything, and keep nothing.")
    var noCache = false

    @OptionGroup var kept: CacheLimitOptions

    @Option(
        help: ArgumentHelp(
            "Recompute this many cached steps, different ones each time; fail if a result differs.",
            valueName: "n"))
    var audit = 0

    @Flag(help: "Show no progress; warnings, errors and the report's path remain.")
    var quiet = false

    func validate() throws {
        guard audit >= 0 else { throw ValidationError("'--audit \(audit)': give a number of steps") }
        guard audit == 0 || !noCache else {
            throw ValidationError("'--audit' looks at cached steps, and '--no-cache' leaves none to look at")
        }
    }

    func run() throws {
        try reportingProblems {
            try options.folders.checkForRunning()
            let template = try page.read()
            let display = PlanningDisplay(isQuiet: quiet)
            let interruption = Interruption(checking: display)
            let prepared = try PreparedNotebook(
                Notebook(parsing: options.notebook.read()), with: options, display: display)
            showWarnings(of: prepared.plan)
            showArgumentWarnings(of: prepared.plan)
            let files = ReportFiles(of: options, page: page, template: template)
            // From now on there are folders to remove.
            interruption.endCheck()
            let staged = try files.prepare(for: prepared)
            let versionControl = VersionControl(
                of: options.notebook.notebook, text: prepared.plan.notebook.source.bytes)
            try interruption.throwBeforeRun()
            var outcome = execute(prepared, saving: staged, interruption.cancellation)
            interruption.end()
            outcome.revision = versionControl.revision
            let (published, record) = try files.write(outcome, from: staged)
            warn(ofLeftovers: staged.leftovers)
            do throws(WorldProblem) {
                try files.enter(record, timing: outcome.timing, published: published)
            } catch {
                Terminal.standardError.write(
                    "warning: '\(Program.name) runs' will not list this run: \(error.description.madeVisible)\n"
                )
            }
            try Terminal.standardOutput.print(path: published.report)
            try exit(with: outcome.status)
        }
    }

    private func execute(
        _ prepared: PreparedNotebook, saving staged: StagedOutputs, _ cancellation: Cancellation
    ) -> Run {
        let terminal = Terminal.standardError
        let progress = ProgressDisplay(
            terminal: terminal, plan: prepared.plan,
            style: quiet ? .quiet : terminal.isInteractive ? .live : .plain)
        var runOptions = prepared.runOptions(cancellation: cancellation)
        runOptions.save(to: staged)
        runOptions.commandOptions += page.commandOptions(for: options.notebook)
        let folders = options.folders
        let cache =
            noCache || !folders.hasCache ? nil : FolderOptions.cache(at: folders.cacheDir, limit: kept.limit)
        let run = Runner(options: runOptions, cache: cache, handle: progress.handle)
            .run(prepared.plan, auditing: audit)
        if run.status == .interrupted {
            terminal.write(GoingOn(after: run, options: runOptions, cache: cache).words + "\n")
        }
        return run
    }

    /// The most files of earlier runs that are named.
    private static let mostNamed = 5

    /// Warns of saved files from an earlier run: beside the new report they look like part of it.
    private func warn(ofLeftovers paths: [String]) {
        guard let first = paths.first else { return }
        let names = paths.prefix(Self.mostNamed).map { "'\($0)'" }.joined(separator: ", ")
        let rest = paths.count > Self.mostNamed ? " and \(paths.count - Self.mostNamed) more" : ""
        let words =
            paths.count == 1
            ? "'\(first)' is from an earlier run: this one did not save it, and neither page nor record mentions it; remove it if it is not needed"
            : "\(names)\(rest) are from earlier runs: this one did not save them, and neither page nor record mentions them; remove them if they are not needed"
        Terminal.standardError.write("warning: \(words.madeVisible)\n")
    }

    private func exit(with status: Run.Status) throws {
        switch status {
        case .ok: return
        case .failed: throw ExitCode(1)
        case .interrupted: throw ExitCode(130)
        }
    }
}
