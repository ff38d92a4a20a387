import Diagnostics
import FoundationEssentials
import Notebooks
import Workflow

/// A notebook that is ready to be run: its plan, and what the plan was made with.
struct PreparedNotebook {
    let plan: Plan

    /// What the notebook's cells may call.
    let registry: Registry

    /// The files that the notebook may read.
    let files: ReadableFiles

    private let options: NotebookOptions

    /// Plans a notebook as a command was asked to.
    ///
    /// - Parameters:
    ///   - notebook: the notebook, whose source is named by its place: what it names lies beside that.
    ///   - options: what the command was given.
    ///   - overrides: the parameters with another value; `nil` for those that the command was given.
    /// - Throws: `DiagnosticsError` with every mistake of the notebook, ``ParameterOverrideProblem`` for a parameter that it
    ///   cannot take.
    init(
        _ notebook: Notebook, with options: NotebookOptions, overrides: [ParameterOverride]? = nil
    ) throws {
        self.options = options
        registry = Program.registry
        files = ReadableFiles(beside: notebook.source.name, opening: options.notebook.allowRead)
        plan = try Plan(
            for: notebook, registry: registry, overrides: overrides ?? options.notebook.overrides,
            files: files)
    }

    /// What a run of the notebook needs to know beside its plan.
    ///
    /// - Parameter threads: with how many threads it computes where the command was given no number; `nil` for as many as
    ///   the environment says.
    func runOptions(cancellation: Cancellation, threads: Int? = nil) -> RunOptions {
        let (notebook, folders) = (options.notebook, options.folders)
        let environment = ProcessInfo.processInfo.environment
        let dataDirectories = [folders.dataDir, environment["STEPBOOK_DATA_DIR"]].compactMap { $0 }.filter {
            !$0.isEmpty
        }
        // To the end of the year 9999, which is as far as dates are written.
        let epoch = environment["SOURCE_DATE_EPOCH"].flatMap { Int($0) }
            .flatMap { (0...253_402_300_799).contains($0) ? Double($0) : nil }
        let threadCount = ThreadCount(option: folders.threads ?? threads, environment: environment)
        var options = RunOptions(
            registry: registry, files: files, outputDirectory: "\(folders.outputDir)/\(notebook.name)",
            dataDirectories: dataDirectories, downloadDirectory: UserCache.current.downloadDirectory,
            threads: threadCount.count, environment: Machine.facts(threads: threadCount),
            commandOptions: [folders.dataDir].compactMap(\.self).map {
                Run.Fact("--data-dir", notebook.published($0))
            } + notebook.allowRead.map { Run.Fact("--allow-read", notebook.published($0)) },
            started: epoch.map(Date.init(timeIntervalSince1970:)) ?? Date(), cancellation: cancellation)
        options.downloadObstacle = UserCache.current.problem
        return options
    }
}
