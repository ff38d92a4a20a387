import ArgumentParser
import Diagnostics
import FoundationEssentials
import Notebooks
import Reporting
import Workflow

/// `stepbook sweep`: one notebook with many settings, several times each.
struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep", abstract: "Runs a notebook with many settings, and compares them.",
        discussion: """
            The settings are those that the front matter declares under 'sweep'; '-P rate=0.1,0.2' sweeps over these \
            values instead. Each run computes with one thread unless --threads says otherwise, so that the number of \
            jobs changes no result.

            '--on slurm' hands the runs to Slurm as a job array; the output folder and the cache must be on a file system \
            that all nodes share, and the program at the same path. The command may be ended and started again: it finds \
            its array.

            Exit status: 0 all runs done and every expectation met, 1 a run failed (the others are done all the same), 2 \
            the notebook is wrong with one of the settings (nothing ran), 64 wrong usage, 130 interrupted.
            """)

    @OptionGroup var options: NotebookOptions

    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp(
            "Run each setting with this many seeds, the notebook's and the next.", valueName: "n"))
    var repeats: Int?

    @Option(
        help: ArgumentHelp(
            "Do this many runs at a time. (default: as many as there are processors for; on Slurm as many as it allows)",
            valueName: "n"))
    var jobs: Int?

    @Option(help: ArgumentHelp("Do the runs here, or on a cluster: here or slurm.", valueName: "place"))
    var on = SweepPlace.here

    // Its value begins with hyphens.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Options for 'sbatch': \"--partition=short --time=30\"; a time is that of an element of the array.",
            valueName: "options"))
    var slurm: String?

    @OptionGroup var kept: CacheLimitOptions

    @Flag(help: "Replace files in the output folder that are not earlier outputs of this notebook.")
    var overwrite = false

    @Flag(help: "Show no progress; warnings, errors and the result's path remain.")
    var quiet = false

    private static let jobCounts = 1...256
    private static let elementCounts = 1...100_000

    func validate() throws {
        let counts = on == .here ? Self.jobCounts : Self.elementCounts
        if let jobs, !counts.contains(jobs) {
            throw ValidationError("'--jobs \(jobs)': there are 1 to \(counts.upperBound) jobs")
        }
        guard slurm == nil || on == .slurm else {
            throw ValidationError(
                "'--slurm' has options for Slurm, and the sweep runs here; add '--on slurm'")
        }
    }

    func run() throws {
        try reportingProblems {
            try options.folders.checkForRunning()
            guard options.notebook.seed == nil else {
                throw UsageProblem(
                    "'--seed' gives one run its seed; a sweep's are the notebook's and the next, as many as '--repeat' says"
                )
            }
            let start = Date()
            let source = try options.notebook.read()
            let display = PlanningDisplay(isQuiet: quiet)
            let interruption = Interruption(checking: display)
            let versionControl = VersionControl(of: options.notebook.notebook, text: source.bytes)
            let notebook = Notebook(parsing: source)
            let shown = Date.start(in: ProcessInfo.processInfo.environment)
            let job = SweepJob(
                options, source: source, threads: threads, mayReplace: overwrite, isShared: on == .slurm,
                started: shown,
                revision: versionControl.revision)
            let plan = try planned(notebook, job, display)
            showWarnings(plan.warnings, in: source)
            showArgumentWarnings(plan.argumentWarnings)
            let text = try plan.text(of: notebook, job: job)
            let place = try place()
            let files = SweepFiles(job.outputs, of: job.notebook, sparing: plan.inputs)
            // From now on there are folders to remove.
            interruption.endCheck()
            let staged = try files.prepare()
            try interruption.throwBeforeRun()
            let runs = try SweepExecution(plan: plan, job: job, place: place, isQuiet: quiet)
                .run(in: staged, interruption.cancellation)
            interruption.end()
            let seconds = Date().timeIntervalSince(start)
            let result = SweepResult(
                notebook: ReadableFiles.parts(of: source.name).last ?? source.name,
                textHash: ContentHash(of: source.bytes),
                parameters: plan.sweep.axes.map(\.name), seeds: plan.settings.seeds, runs: runs.all,
                timing: SweepResult.Timing(
                    started: shown, seconds: seconds, jobs: place.count(of: plan.count)))
            let prose = SweepProse(
                of: text, in: plan.sweep, registry: Program.registry, result: result,
                isInterrupted: runs.status == .interrupted)
            let path = try files.write(result, runs.status, prose, from: staged)
            runs.keep()
            if runs.status == .interrupted {
                Terminal.standardError.write(goingOn(after: runs, of: plan) + "\n")
            }
            // What an array that goes on needs stays.
            if runs.leftArray == nil { reduceCache(since: start) }
            files.warnOfSurplus(after: plan.count)
            if !quiet { Terminal.standardError.write(SweepSummary(result: result, plan: plan).line + "\n") }
            try Terminal.standardOutput.print(path: path)
            try exit(with: runs.status)
        }
    }

    private var threads: Int { options.folders.threads ?? 1 }

    private var jobCount: Int {
        jobs ?? min(max(1, ThreadCount.usableProcessors / threads), Self.jobCounts.upperBound)
    }

    /// - Throws: ``WorldProblem`` if Slurm does not answer.
    private func place() throws -> SweepExecution.Place {
        switch on {
        case .here: .here(jobs: jobCount)
        case .slurm: .slurm(try SlurmOrder(try Slurm(), try SlurmOptions(slurm ?? ""), limit: jobs))
        }
    }

    private func planned(
        _ notebook: Notebook, _ job: SweepJob, _ display: PlanningDisplay
    ) throws -> SweepPlan {
        defer { display.end() }
        return try SweepPlan(
            of: notebook, job: job, overrides: options.notebook.overrides, repeats: repeats,
            reportProgress: display.show)
    }

    /// What is kept of an interrupted sweep, and how it goes on.
    private func goingOn(after runs: SweepRuns, of plan: SweepPlan) -> String {
        let ended = runs.all.count { $0.outcome != .interrupted }
        if let array = runs.leftArray {
            return
                "left; \(NumberText.grouped(ended)) of \(NumberText.grouped(plan.count)) runs are done, and array \(array) goes on in Slurm: the same command finds it, and 'scancel \(array)' ends it"
        }
        return
            "interrupted; \(NumberText.grouped(ended)) of \(NumberText.grouped(plan.count)) runs are done and kept, and the same command goes on with the others, trainings after their last finished epoch"
    }

    private func reduceCache(since start: Date) {
        guard options.folders.hasCache else { return }
        let bytes = FolderOptions.cache(at: options.folders.cacheDir, limit: kept.limit)
            .keepToLimit(runSince: start)
        guard bytes > 0, !quiet else { return }
        Terminal.standardError.write(
            "the cache was full: removed \(NumberText.bytes(bytes)) of the least recently used results\n")
    }

    private func exit(with status: Run.Status) throws {
        switch status {
        case .ok: return
        case .failed: throw ExitCode(1)
        case .interrupted: throw ExitCode(130)
        }
    }
}
