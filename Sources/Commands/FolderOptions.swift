import ArgumentParser
import FoundationEssentials
import Workflow

/// Where a command reads and writes, and with how many threads it computes.
struct FolderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The folder that reports are written to.", valueName: "dir"),
        completion: .directory)
    var outputDir = "Output"

    @Option(
        help: ArgumentHelp("A folder that data sets are looked for in first.", valueName: "dir"),
        completion: .directory)
    var dataDir: String?

    @Option(
        help: ArgumentHelp("The folder that results are kept in.", valueName: "dir"), completion: .directory)
    var cacheDir: String?

    @Option(
        help:
            "Threads to compute with; the same number gives the same bits. (default: OMP_NUM_THREADS, SLURM_CPUS_PER_TASK, or one for each processor that may be used)"
    )
    var threads: Int?

    mutating func validate() throws {
        // As it is written in messages, before '/NAME.html'.
        while outputDir.count > 1, outputDir.hasSuffix("/") { outputDir.removeLast() }
        guard outputDir != "-" else {
            throw ValidationError("'--output-dir -': a report goes into a folder, which has another name")
        }
        if let threads, !ThreadCount.range.contains(threads) {
            throw ValidationError("'--threads \(threads)': there are 1 to 1024 threads")
        }
    }

    /// Whether there is a place to keep results in.
    var hasCache: Bool { cacheDir != nil || UserCache.current.obstacle == nil }

    /// Checks what can be wrong with folders before anything is done, and warns where nothing can be kept.
    ///
    /// - Throws: ``UsageProblem`` where the data folder is not there.
    func check() throws {
        var isFolder = false
        if let dataDir, !(FileManager.default.fileExists(atPath: dataDir, isDirectory: &isFolder) && isFolder)
        {
            throw UsageProblem("there is no folder '\(dataDir)', which --data-dir names")
        }
        let warning = cacheDir.map(UserCache.warning(of:)) ?? UserCache.current.warning
        for warning in [warning].compactMap(\.self) + threadCount.warnings {
            Terminal.standardError.write(warning)
        }
    }

    /// The number of threads.
    var threadCount: ThreadCount {
        ThreadCount(option: threads, environment: ProcessInfo.processInfo.environment)
    }

    /// The cache.
    var cache: StepCache { Self.cache(at: cacheDir) }

    /// The cache in a folder, or the user's.
    ///
    /// - Parameter limit: the bytes that a run leaves in it.
    static func cache(at directory: String?, limit: ByteCount? = nil) -> StepCache {
        StepCache(directory: directory ?? UserCache.current.stepDirectory, limit: limit?.bytes)
    }

    /// What a run needs to know.
    func runOptions(for notebook: NotebookArguments, cancellation: Cancellation) -> RunOptions {
        let environment = ProcessInfo.processInfo.environment
        let dataDirectories = [dataDir, environment["STEPBOOK_DATA_DIR"]].compactMap { $0 }.filter {
            !$0.isEmpty
        }
        // To the end of the year 9999, which is as far as dates are written.
        let epoch = environment["SOURCE_DATE_EPOCH"].flatMap { Int($0) }
            .flatMap { (0...253_402_300_799).contains($0) ? Double($0) : nil }
        var options = RunOptions(
            outputDirectory: "\(outputDir)/\(notebook.name)", dataDirectories: dataDirectories,
            downloadDirectory: UserCache.current.downloadDirectory, threads: threadCount.count,
            environment: Machine.facts(threads: threadCount),
            commandOptions: [dataDir].compactMap(\.self).map {
                Run.Fact("--data-dir", notebook.published($0))
            } + notebook.allowRead.map { Run.Fact("--allow-read", notebook.published($0)) },
            started: epoch.map(Date.init(timeIntervalSince1970:)) ?? Date(), cancellation: cancellation)
        options.downloadObstacle = UserCache.current.problem
        return options
    }
}
