import Diagnostics
import FoundationEssentials
import Notebooks
import Reporting
import Synchronization
import Workflow

/// Does runs of a sweep, one after the other.
struct SweepWorker {
    private let job: SweepJob
    private let channel: WorkerChannel
    private let cancellation: Cancellation
    private let notebook: Notebook

    /// Reads the notebook of a job.
    ///
    /// - Throws: `DiagnosticsError` if it is not text.
    init(_ job: SweepJob, channel: WorkerChannel, cancellation: Cancellation) throws {
        self.job = job
        self.channel = channel
        self.cancellation = cancellation
        notebook = Notebook(parsing: try Notebook.source(named: job.notebook, bytes: Array(job.text)))
    }

    /// Does what it is given until there is nothing more.
    func work() {
        channel.send(.ready)
        while let order = channel.next() {
            // Answers to questions of a run that was given up.
            guard case .run(let assignment) = order else { continue }
            channel.send(.ended(outcome(of: assignment)))
        }
    }

    private func outcome(of assignment: SweepAssignment) -> WorkerOutcome {
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
        let events = WorkerEvents(channel)
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
            channel.send(.warned("'\(Program.name) runs' will not list every run: \(error.description)"))
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
        let (channel, cancellation) = (channel, cancellation)
        options.awaitsOthers = { key in
            guard !cancellation.isRequested else { return false }
            channel.send(.asks(key))
            return switch channel.next() {
            case .lookAgain: true
            // Without an answer the run is given up, which the step notices itself.
            case .compute, .run, .stop, nil: false
            }
        }
        return options
    }
}

/// Tells the command of a run's events.
///
/// A reference type, because it remembers when it last did.
private final class WorkerEvents: Sendable {
    private let channel: WorkerChannel
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    /// The shortest time between reports of progress: nobody reads faster.
    private static let interval: Duration = .milliseconds(100)

    init(_ channel: WorkerChannel) { self.channel = channel }

    func handle(_ event: RunEvent) {
        switch event {
        case .stepBegan(let step): tell(step.name.map { "\(step.step) \($0)" } ?? step.step, nil)
        case .stepProgressed(let step, let progress):
            let details = progress.details.map { "\($0.name) \($0.text)" }
            tell(([step.step, progress.activity] + details).joined(separator: " · "), progress.fraction)
        case .stepEnded: channel.send(.advanced)
        case .warned(let message): channel.send(.warned(message))
        case .began, .stepAudited, .stepMended, .pruned, .noted: break
        }
    }

    private func tell(_ words: String, _ fraction: Double?) {
        let now = ContinuousClock.now
        let isDue = last.withLock { last in
            if let before = last, now - before < Self.interval { return false }
            last = now
            return true
        }
        if isDue { channel.send(.working(words: words, fraction: fraction)) }
    }
}
