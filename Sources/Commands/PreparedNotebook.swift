import Diagnostics
import FoundationEssentials
import Notebooks
import Workflow

/// A planned notebook, with everything from which the plan was made.
struct PreparedNotebook {
    let plan: Plan

    /// The registry.
    let registry: Registry

    /// The files that the notebook may read.
    let files: ReadableFiles

    private let options: NotebookOptions

    /// Plans a notebook with a command's options.
    ///
    /// - Parameters:
    ///   - notebook: the notebook, whose source is named by its path: its paths are relative to the folder of that.
    ///   - options: the command's options.
    ///   - overrides: the overridden parameters; `nil` for those given to the command.
    ///   - seed: the seed; `nil` for the one given to the command, or the notebook's if none is.
    ///   - display: the display of the progress.
    ///   - isToRun: whether it is run next, so that data sets must be there. If it is not, and no data folder is named,
    ///     one may still be named for the run.
    ///   - reportLookup: receives the paths in the data folders at which data are looked for, even if planning fails.
    /// - Throws: `DiagnosticsError` with every mistake of the notebook, ``ParameterOverrideProblem`` for a parameter
    ///   that it cannot take.
    init(
        _ notebook: Notebook, with options: NotebookOptions, overrides: [ParameterOverride]? = nil,
        seed: UInt64? = nil, display: PlanningDisplay = PlanningDisplay(), isToRun: Bool = true,
        reportLookup: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        self.options = options
        registry = Program.registry
        files = ReadableFiles(beside: notebook.source.name, opening: options.notebook.allowRead)
        let folders = options.folders.dataDirectories
        defer { display.end() }
        plan = try Plan(
            for: notebook, registry: registry, overrides: overrides ?? options.notebook.overrides,
            seed: seed ?? options.notebook.seed, files: files,
            dataDirectories: isToRun || !folders.isEmpty ? folders : nil,
            reportProgress: display.show, reportLookup: reportLookup)
    }

    /// The options of a run of the notebook.
    ///
    /// - Parameter threads: the number of threads unless the command specifies one; `nil` for that of the
    ///   environment.
    func runOptions(cancellation: Cancellation, threads: Int? = nil) -> RunOptions {
        let (notebook, folders) = (options.notebook, options.folders)
        let given = options.publishedFacts
        let environment = ProcessInfo.processInfo.environment
        let threadCount = ThreadCount(option: folders.threads ?? threads, environment: environment)
        var options = RunOptions(
            registry: registry, files: files, outputDirectory: "\(folders.outputDir)/\(notebook.name)",
            dataDirectories: folders.dataDirectories, downloadDirectory: UserCache.current.downloadDirectory,
            threads: threadCount.count, environment: Machine.facts(threads: threadCount),
            commandOptions: given, started: .start(in: environment), cancellation: cancellation)
        options.downloadObstacle = UserCache.current.problem
        return options
    }
}
