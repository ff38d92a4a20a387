import ArgumentParser
import Diagnostics
import FoundationEssentials
import Notebooks
import Reporting
import Steps
import Workflow

/// `stepbook verify`: whether recomputing a notebook reproduces its last run, its report or its record.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Recomputes everything and compares it with what was reported.",
        discussion: """
            Of a report or a record, the notebook, the parameters, the seed and the number of threads are taken from it, \
            and every value, saved file and part of the page is compared: exactly where kernel library, instruction set and \
            threads are the same, else within --tolerance. Saved networks are then compared tensor by tensor, where the \
            files themselves are available. Of a notebook, each step is compared with the last run, and what came out with \
            the record in the output folder. Nothing is taken from the cache, and nothing is written. \
            Exit status: 0 as reported, 1 something differs or cannot be compared, 2 the notebook is wrong (nothing ran), \
            64 wrong usage, 74 what the notebook saves cannot be written, as on a full disk, 130 interrupted.
            """)

    @ArgumentParser.Argument(
        help: "The notebook, or the report or record of one.",
        completion: .file(extensions: ["md", "html", "json"]))
    var file: String

    @OptionGroup var reading: ReadingOptions
    @OptionGroup var folders: FolderOptions

    @Option(
        help: ArgumentHelp(
            "Where the files lie that a report's notebook names, and those that its run saved where they are not beside the report. (default: the notebook's folder where the output folder knows it, else the report's)",
            valueName: "dir"), completion: .directory)
    var files: String?

    @Option(
        help:
            "How far numbers may be apart, absolutely and as a share. (default: \(Reproduction.tolerance) if the arithmetic differs, else 0)"
    )
    var tolerance: Double?

    @Option(
        help: ArgumentHelp(
            "The page of your own that the report was put into.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var template: String?

    @Flag(help: "Only check whether a report is as it was written; run nothing.")
    var quick = false

    func validate() throws {
        if let tolerance, tolerance < 0 || !tolerance.isFinite {
            throw ValidationError("'--tolerance \(tolerance)': give a number from 0")
        }
    }

    func run() throws {
        try reportingProblems {
            try folders.checkForRunning()
            if let files { try FolderOptions.check(files, namedBy: "--files") }
            let file = try read()
            let display = PlanningDisplay()
            let interruption = Interruption(checking: display)
            defer { interruption.end() }
            if ReportedRun.isReportOrRecord(file) {
                try ReportVerification(
                    command: self, file: file, display: display, interruption: interruption
                ).run()
            } else if quick {
                throw UsageProblem("'--quick' checks a report, and '\(notebook.notebook)' is not one")
            } else {
                try NotebookVerification(command: self, display: display, interruption: interruption).run()
            }
        }
    }

    /// The notebook, or the file in its place.
    var notebook: NotebookArguments {
        var arguments = NotebookArguments()
        arguments.notebook = file
        arguments.reading = reading
        return arguments
    }

    /// The options that other commands on a notebook have.
    var options: NotebookOptions {
        var options = NotebookOptions()
        options.notebook = notebook
        options.folders = folders
        return options
    }

    /// The most bytes of a report or record.
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
    /// Performs work with a runner without a cache, and with a temporary folder for saved files.
    ///
    /// - Parameter threads: the reported number of threads, which may be invalid.
    /// - Throws: ``WorldProblem`` for an impossible number of threads, ``MachineProblem`` if there is no place to
    ///   save to, and any error of the work.
    func running<Result>(
        _ prepared: PreparedNotebook, threads: Int?, _ interruption: Interruption,
        _ work: (Runner, Cancellation, _ output: String) throws -> Result
    ) throws -> Result {
        if let threads = options.folders.threads ?? threads, !ThreadCount.range.contains(threads) {
            throw WorldProblem(
                "'\(notebook.notebook)' cannot be verified: it is said to be computed with \(threads) threads, and there are 1 to 1024; give another number with --threads"
            )
        }
        interruption.endCheck()
        let output = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: output) }
        let terminal = Terminal.standardError
        let progress = ProgressDisplay(
            terminal: terminal, plan: prepared.plan, style: terminal.isInteractive ? .live : .plain)
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

    /// The error for a run that cannot be compared because its files could not be written.
    static func unwritable(_ words: String) -> MachineProblem {
        MachineProblem(
            "nothing can be compared, because what the notebook saves cannot be written: \(words); make room, or name another folder with TMPDIR"
        )
    }

    /// Reports an interruption and what was found before it.
    static func interrupted(_ words: String) -> ExitCode {
        Terminal.standardError.write("interrupted; \(words)\n")
        return ExitCode(130)
    }

    /// Checks whether a run was completed as far as its notebook allows.
    ///
    /// - Throws: `ExitCode` 130 if it was interrupted, ``MachineProblem`` if the disk refused a saved file.
    static func check(_ run: Run) throws {
        if run.status == .interrupted { throw interrupted("nothing was compared") }
        if let obstacle = run.diskObstacle { throw unwritable(obstacle) }
    }
}
