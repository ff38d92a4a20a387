/// The environment that a step may use.
public struct StepContext: Sendable {
    /// The seed of random numbers: the notebook's, unless a call gives its own.
    public private(set) var seed: UInt64

    /// The number of threads to compute with.
    public let threads: Int

    /// The files that the notebook may read.
    public let files: ReadableFiles

    /// The folders in which data set files are looked up, in order.
    public let dataDirectories: [String]

    /// The folder for downloaded data sets.
    public let downloadDirectory: String

    /// Whether missing files may be downloaded; `false` during planning.
    public let mayDownload: Bool

    /// The reason why nothing may be stored in ``downloadDirectory``, in words: `the cache '…/stepbook' is a link`;
    /// `nil` if it is allowed.
    public internal(set) var downloadObstacle: String?

    /// The checkpoint to continue from, if ``Step/continuation(of:)`` allows it; `nil` to start over.
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

    /// The same environment with the seed that a call gives.
    ///
    /// - Parameter seed: the seed, 0 or more; `nil` for the notebook's.
    public func seeded(by seed: Int?) -> StepContext {
        guard let seed = seed.flatMap(UInt64.init(exactly:)) else { return self }
        var context = self
        context.seed = seed
        return context
    }

    /// Reports progress.
    public func report(_ progress: Progress) { reportProgress(progress) }

    /// Stores a checkpoint, from which a later run can continue.
    public func keep(_ checkpoint: Checkpoint) { keepCheckpoint(checkpoint) }

    /// Ends the step if the user requested it; to be called several times a second.
    ///
    /// - Throws: `CancellationError`.
    public func checkCancellation() throws(CancellationError) {
        if cancellation.isRequested { throw CancellationError() }
    }
}

/// The progress of a step.
public struct Progress: Sendable, Hashable {
    /// The current activity: `epoch 2 of 3`.
    public let activity: String

    /// The completed share, 0…1; `nil` if unknown.
    public let fraction: Double?

    /// Named figures to show, in order: `loss` `0.0412`.
    public let details: [Detail]

    /// Whether it deserves a line of its own without a terminal: the end of an epoch.
    public let isMilestone: Bool

    /// A named figure.
    public struct Detail: Sendable, Hashable {
        /// The name: `loss`.
        public let name: String
        /// The figure as text: `0.0412`.
        public let text: String
        /// The priority if there is not room for all; of two equal ones, the first is dropped first.
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
