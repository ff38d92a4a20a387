import ArgumentParser
import Diagnostics
import FoundationEssentials
import Notebooks
import Reporting
import Steps
import Workflow

/// `stepbook verify`: whether a notebook gives again what its last run, its report or its record says.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Computes everything anew and compares it with what was reported.",
        discussion: """
            Of a report or a record, the notebook, the parameters and the number of threads are taken from it, and every \
            value, saved file and part of the page is compared: exactly where kernel library, instruction set and \
            threads are the same, else within --tolerance. Saved networks are then compared tensor by tensor, where the \
            files themselves are at hand. Of a notebook, each step is compared with the last run, and what came out with \
            the record in the output folder. Nothing is taken from the cache, and nothing is written. \
            Exit status: 0 as reported, 1 something differs or cannot be compared, 2 the notebook is wrong (nothing ran), \
            64 wrong usage, 74 what the notebook saves cannot be written, as on a full disk, 130 interrupted.
            """)

    @OptionGroup var options: NotebookOptions

    @Option(
        help: ArgumentHelp(
            "Where the files lie that a report's notebook names, and those that its run saved where they are not beside the report. (default: the notebook's folder where the output folder knows it, else the report's)",
            valueName: "dir"), completion: .directory)
    var files: String?

    @Option(
        help:
            "How far numbers may be apart, absolutely and as a share. (default: \(Reproduction.tolerance) where the arithmetic is another one, else not at all)"
    )
    var tolerance: Double?

    @Option(
        help: ArgumentHelp(
            "The page of your own that the report was put into.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var template: String?

    @Flag(help: "Only look whether a report is as it was written; run nothing.")
    var quick = false

    func validate() throws {
        if let tolerance, tolerance < 0 || !tolerance.isFinite {
            throw ValidationError("'--tolerance \(tolerance)': give a number from 0")
        }
    }

    func run() throws {
        try reportingProblems {
            try options.folders.checkForRunning()
            let file = try read()
            if ReportedRun.isReportOrRecord(file) {
                try ReportVerification(command: self, file: file).run()
            } else if quick {
                throw UsageProblem("'--quick' looks at a report, and '\(notebook.notebook)' is none")
            } else {
                try NotebookVerification(command: self).run()
            }
        }
    }

    /// The notebook, or what stands in its place.
    var notebook: NotebookArguments { options.notebook }

    /// The most bytes of a report or record that are read.
    static let limit = 1 << 28

    private func read() throws -> Data {
        try notebook.refuseStandardInput()
        do {
            return try RegularFile.contents(of: notebook.notebook, limit: Self.limit)
        } catch {
            throw UsageProblem("'\(notebook.notebook)' cannot be read: \(error)")
        }
    }
}

extension VerifyCommand {
    /// Does work with a runner that keeps nothing, and saves into a folder that the work is told of and that is removed again.
    ///
    /// - Parameter threads: how many there were when the run was reported, which may be any number.
    /// - Throws: ``WorldProblem`` for a number of threads that there cannot be, ``MachineProblem`` where there is no place to
    ///   save in, and what the work throws.
    func running<Result>(
        _ prepared: PreparedNotebook, threads: Int?,
        _ work: (Runner, Cancellation, _ output: String) throws -> Result
    ) throws -> Result {
        if let threads = options.folders.threads ?? threads, !ThreadCount.range.contains(threads) {
            throw WorldProblem(
                "'\(notebook.notebook)' cannot be verified: it is said to be computed with \(threads) threads, and there are 1 to 1024; give another number with --threads"
            )
        }
        let output = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: output) }
        let terminal = Terminal.standardError
        let progress = ProgressDisplay(
            terminal: terminal, plan: prepared.plan, style: terminal.isInteractive ? .live : .plain)
        let interruption = Interruption()
        defer { interruption.end() }
        var runOptions = prepared.runOptions(cancellation: interruption.cancellation, threads: threads)
        runOptions.outputDirectory = output
        return try work(
            Runner(options: runOptions, cache: nil, handle: progress.handle), interruption.cancellation,
            output)
    }

    private func temporaryFolder() throws(MachineProblem) -> String {
        let folder = FileManager.default.temporaryDirectory.path() + "stepbook-verify-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Self.unwritable(error.words)
        }
        return folder
    }

    /// Says that a run cannot be compared because what it saves could not be written.
    static func unwritable(_ words: String) -> MachineProblem {
        MachineProblem(
            "nothing can be compared, for what the notebook saves cannot be written: \(words); make room, or name another folder with TMPDIR"
        )
    }

    /// Says that it was interrupted, and what came of it.
    static func interrupted(_ words: String) -> ExitCode {
        Terminal.standardError.write("interrupted; \(words)\n")
        return ExitCode(130)
    }

    /// Looks whether a run came as far as its notebook lets it.
    ///
    /// - Throws: `ExitCode` 130 where it was interrupted, ``MachineProblem`` where the disk refused what it saves.
    static func check(_ run: Run) throws {
        if run.status == .interrupted { throw interrupted("nothing was compared") }
        if let obstacle = run.diskObstacle { throw unwritable(obstacle) }
    }
}
