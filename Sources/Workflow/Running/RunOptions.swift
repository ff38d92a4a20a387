public import FoundationEssentials

/// What a run needs to know beside the plan.
public struct RunOptions: Sendable {
    /// What the plan was made with: the steps by their names, and what else its cells call.
    public var registry: Registry
    /// The files that the notebook may read.
    public var files: ReadableFiles
    /// The folder that steps save files into.
    public var outputDirectory: String
    /// What lies where the saved files will appear when the run is over; `nil` where they are saved in place.
    public var earlierOutputs: EarlierOutputs?
    /// The folders that data set files are looked for in, the first one first.
    public var dataDirectories: [String]
    /// The folder that downloaded data sets are kept in.
    public var downloadDirectory: String
    /// Why nothing may be put there, in words: `the cache '…/stepbook' is a link`; `nil` where it may.
    public var downloadObstacle: String?
    /// The threads that steps compute with.
    public var threads: Int
    /// The machine and the software, for the report.
    public var environment: [Run.Fact]
    /// The options of the command line that running it again needs, beside parameters and threads: each with its value.
    public var commandOptions: [Run.Fact]
    /// The date shown as the beginning.
    public var started: Date
    /// The user's request to stop.
    public var cancellation: Cancellation

    /// Lets steps save where nobody looks until the run is over.
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
