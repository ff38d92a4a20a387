/// What a step may use of the world around it.
public struct StepContext: Sendable {
    /// The notebook's seed.
    public let seed: UInt64

    /// The number of threads to compute with.
    public let threads: Int

    /// The files that the notebook may read.
    public let files: ReadableFiles

    /// The folders that data set files are looked for in, the first one first.
    public let dataDirectories: [String]

    /// The folder that downloaded data sets are kept in.
    public let downloadDirectory: String

    /// Whether a file that is not there may be fetched; not while only planning.
    public let mayDownload: Bool

    /// Why nothing may be put into ``downloadDirectory``, in words: `the cache '…/stepbook' is a link`; `nil`
    /// where it may.
    public internal(set) var downloadObstacle: String?

    /// How far the work came before, which ``Step/continuation(of:)`` says can be gone on with; `nil` to begin anew.
    public internal(set) var checkpoint: Checkpoint?

    var keepCheckpoint: @Sendable (Checkpoint) -> Void = { _ in }

    private let reportProgress: @Sendable (Progress) -> Void
    private let cancellation: Cancellation

    /// Makes a context.
    public init(
        seed: UInt64, threads: Int, files: ReadableFiles, dataDirectories: [String],
        downloadDirectory: String,
        cancellation: Cancellation, mayDownload: Bool = true,
        reportProgress: @escaping @Sendable (Progress) -> Void
    ) {
        self.seed = seed
        self.threads = threads
        self.files = files
        self.dataDirectories = dataDirectories
        self.downloadDirectory = downloadDirectory
        self.cancellation = cancellation
        self.mayDownload = mayDownload
        self.reportProgress = reportProgress
    }

    /// Tells how far the step is.
    public func report(_ progress: Progress) { reportProgress(progress) }

    /// Keeps how far the work has come, for a run that is to go on from there.
    public func keep(_ checkpoint: Checkpoint) { keepCheckpoint(checkpoint) }

    /// Ends the step where the user asked for it; to be called several times a second.
    ///
    /// - Throws: `CancellationError`.
    public func checkCancellation() throws(CancellationError) {
        if cancellation.isRequested { throw CancellationError() }
    }
}

/// How far a step is.
public struct Progress: Sendable, Hashable {
    /// What is being done: `epoch 2 of 3`.
    public let activity: String

    /// The share done, 0…1; `nil` where it is not known.
    public let fraction: Double?

    /// Named figures to show with it, in order: `loss` `0.0412`.
    public let details: [Detail]

    /// Whether it is worth a line of its own where there is no terminal: the end of an epoch.
    public let isMilestone: Bool

    /// A named figure.
    public struct Detail: Sendable, Hashable {
        /// The name: `loss`.
        public let name: String
        /// The figure as text: `0.0412`.
        public let text: String
        /// How much it is wanted where there is not room for all; of two that are wanted alike the first gives way.
        public let weight: Int

        /// Makes a figure.
        public init(_ name: String, _ text: String, weight: Int = 0) {
            self.name = name
            self.text = text
            self.weight = weight
        }
    }

    /// Makes a progress report.
    public init(_ activity: String, fraction: Double?, details: [Detail] = [], isMilestone: Bool = false) {
        self.activity = activity
        self.fraction = fraction
        self.details = details
        self.isMilestone = isMilestone
    }
}
