import ArgumentParser
import FoundationEssentials
import Workflow

/// The folders that a command uses, and its number of threads.
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
        // As it appears in messages, before '/NAME.html'.
        while outputDir.count > 1, outputDir.hasSuffix("/") { outputDir.removeLast() }
        guard outputDir != "-" else {
            throw ValidationError("'--output-dir -': a report goes into a folder, which has another name")
        }
        if let threads, !ThreadCount.range.contains(threads) {
            throw ValidationError("'--threads \(threads)': there are 1 to 1024 threads")
        }
    }

    /// The folders in which data sets are looked for, in order.
    var dataDirectories: [String] {
        [dataDir, ProcessInfo.processInfo.environment["STEPBOOK_DATA_DIR"]].compactMap(\.self).filter {
            !$0.isEmpty
        }
    }

    /// Whether there is a place for results.
    var hasCache: Bool { cacheDir != nil || UserCache.current.obstacle == nil }

    /// Checks the folders before anything is done.
    ///
    /// - Throws: ``UsageProblem`` if the data folder does not exist.
    func check() throws {
        if let dataDir { try Self.check(dataDir, namedBy: "--data-dir") }
    }

    /// Checks a folder that the command line names.
    ///
    /// - Throws: ``UsageProblem`` if it does not exist.
    static func check(_ folder: String, namedBy option: String) throws {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
            throw UsageProblem("there is no folder '\(folder)', which \(option) names")
        }
    }

    /// The same check for a command that uses the cache, with a warning if nothing can be stored.
    ///
    /// - Throws: ``UsageProblem`` if the data folder does not exist.
    func checkForRunning() throws {
        try check()
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

    /// The cache in the given folder, or the user's default cache.
    ///
    /// - Parameter limit: the size to which a run reduces it.
    static func cache(at directory: String?, limit: ByteCount? = nil) -> StepCache {
        StepCache(directory: directory ?? UserCache.current.stepDirectory, limit: limit?.bytes)
    }
}
