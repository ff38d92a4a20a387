public import FoundationEssentials

/// The settings of a run besides the plan.
public struct RunOptions: Sendable {
    /// The registry that the plan was made with.
    public var registry: Registry
    /// The files that the notebook may read.
    public var files: ReadableFiles
    /// The folder to which steps save files.
    public var outputDirectory: String
    /// The files at the paths where the saved files will appear after the run; `nil` if they are saved in place.
    public var earlierOutputs: EarlierOutputs?
    /// The folders in which data set files are looked up, in order.
    public var dataDirectories: [String]
    /// The folder for downloaded data sets.
    public var downloadDirectory: String
    /// The reason why nothing may be stored there, in words: `the cache '…/stepbook' is a link`; `nil` if it is
    /// allowed.
    public var downloadObstacle: String?
    /// The number of threads that steps compute with.
    public var threads: Int
    /// The machine and the software, for the report.
    public var environment: [Run.Fact]
    /// The command-line options needed to run it again, besides parameters and threads: each with its value.
    public var commandOptions: [Run.Fact]
    /// The date shown as the start.
    public var started: Date
    /// The user's request to stop.
    public var cancellation: Cancellation
    /// Called before a step that is not cached is computed, with its key: waits while another run computes it, and
    /// returns whether one did, so that its result is looked up again. `nil` if no other run shares the cache.
    package var awaitsOthers: (@Sendable (ContentHash) -> Bool)?
    /// What tells this run from others of the notebook, whose last runs are remembered beside it; empty for the
    /// notebook's own last run.
    package var variant = ""

    /// Makes steps save to a hidden place until the run is over.
    public mutating func save(to staged: StagedOutputs) {
        outputDirectory = staged.directory
        earlierOutputs = staged.earlier
    }

    /// Makes options.
    public init(
        registry: Registry, files: ReadableFiles, outputDirectory: String, dataDirectories: [String],
        downloadDirectory: String, threads: Int, environment: [Run.Fact], commandOptions: [Run.Fact] = [],
        started: Date,
        cancellation: Cancellation
    ) {
        self.registry = registry
        self.files = files
        self.outputDirectory = outputDirectory
        self.dataDirectories = dataDirectories
        self.downloadDirectory = downloadDirectory
        self.threads = threads
        self.environment = environment
        self.commandOptions = commandOptions
        self.started = started
        self.cancellation = cancellation
    }
}
