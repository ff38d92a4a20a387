import Diagnostics
import FoundationEssentials
import Notebooks
import Reporting
import Workflow

/// Does a run of a sweep: plans it, performs its steps, and publishes its files.
struct SweepRunner {
    private let job: SweepJob
    private let notebook: Notebook
    private let cancellation: Cancellation
    private let report: @Sendable (WorkerReport) -> Void
    private let awaitsOthers: @Sendable (ContentHash) -> Bool

    /// Reads the notebook of a job.
    ///
    /// - Parameters:
    ///   - cancellation: the request to give up.
    ///   - report: receives what happens.
    ///   - awaitsOthers: called before a step is computed, with its key; returns whether another run has computed it, so
    ///     that it is looked up again.
    /// - Throws: `DiagnosticsError` if the notebook is not text.
    init(
        _ job: SweepJob, cancellation: Cancellation, report: @escaping @Sendable (WorkerReport) -> Void,
        awaitsOthers: @escaping @Sendable (ContentHash) -> Bool
    ) throws {
        self.job = job
        self.cancellation = cancellation
        self.report = report
        self.awaitsOthers = awaitsOthers
        notebook = Notebook(parsing: try Notebook.source(named: job.notebook, bytes: Array(job.text)))
    }

    /// Does a run.
    func outcome(of assignment: SweepAssignment) -> WorkerOutcome {
        do {
            return try run(assignment)
        } catch let error as DiagnosticsError {
            let first = error.diagnostics.first { $0.severity == .error }
            return .failed("the notebook cannot be planned any more: \(first?.message ?? "")")
        } catch {
            return .failed(error.words)
        }
    }

    private func run(_ assignment: SweepAssignment) throws -> WorkerOutcome {
        let files = job.files
        let plan = try Plan(
            for: notebook, registry: Program.registry, overrides: assignment.overrides,
            seed: assignment.seed, files: files, dataDirectories: job.dataDirectories)
        let outputs = job.outputs.run(at: assignment.index)
        let staged = try outputs.prepare(
            saving: plan.writtenPaths,
            sparing: RunSources(documents: [job.notebook], inputs: plan.readPaths(in: files)))
        let options = options(of: assignment, plan, files, saving: staged)
        let events = WorkerEvents(report)
        var run = Runner(options: options, cache: job.cache, handle: events.handle).run(plan)
        guard run.status != .interrupted else { return .interrupted }
        run.revision = job.revision
        let failure = run.steps.lazy.compactMap { step -> String? in
            if case .failed(let message) = step.outcome { message } else { nil }
        }.first
        // A step that failed is tried again the next time, as by 'run'.
        let isDone = run.steps.allSatisfy { $0.outcome == .computed || $0.outcome == .cached }
        let record = RunRecord(of: run)
        let json = Data(record.json.utf8)
        try staged.publishRun(
            report: Data(Report(of: run).html.utf8), record: json, files: run.steps.flatMap(\.files),
            origin: isDone ? assignment.origin : nil)
        enter(record, json, timing: run.timing, outputs, at: assignment.index)
        return .recorded(failure: failure)
    }

    /// Leaves a file of a run in the folder of all runs, as 'run' does.
    private func enter(
        _ record: RunRecord, _ json: Data, timing: Run.Timing, _ outputs: NotebookOutputs, at index: Int
    ) {
        let published = PublishedOutputs(
            report: outputs.reportPath, record: job.outputs.recordBesidePage(ofRunAt: index),
            recordHash: ContentHash(of: json))
        let entry = RunEntry(of: record, timing: timing, in: published)
        do throws(OutputProblem) {
            try RunsFolder(in: job.outputDirectory).add(
                Data(entry.json.utf8), started: entry.started, notebook: job.name)
        } catch {
            report(.warned("'\(Program.name) runs' will not list every run: \(error.description)"))
        }
    }

    private func options(
        of assignment: SweepAssignment, _ plan: Plan, _ files: ReadableFiles, saving staged: StagedOutputs
    ) -> RunOptions {
        var options = RunOptions(
            registry: Program.registry, files: files, outputDirectory: staged.directory,
            dataDirectories: job.dataDirectories, downloadDirectory: job.downloadDirectory,
            threads: job.threads, environment: job.facts, commandOptions: job.commandOptions,
            started: Date(timeIntervalSince1970: job.started), cancellation: cancellation)
        options.downloadObstacle = job.downloadObstacle
        options.save(to: staged)
        options.variant = "\(assignment.overrides.map { "\($0.name)=\($0.text)" }) \(assignment.seed)"
        guard job.cacheDirectory != nil else { return options }
        let (cancellation, awaitsOthers) = (cancellation, awaitsOthers)
        options.awaitsOthers = { key in !cancellation.isRequested && awaitsOthers(key) }
        return options
    }
}
