/// The environment in which calls are checked before anything runs.
public struct PlanningContext: Sendable {
    /// The files that the notebook may read.
    public let files: ReadableFiles

    /// The folders in which data set files are looked up, in order; `nil` if they are unknown, so that nothing can be said
    /// of files in them.
    public let dataDirectories: [String]?

    private let reportProgress: @Sendable (Progress) -> Void

    /// Makes a context.
    ///
    /// - Parameter reportProgress: receives the progress of checks that take time, such as those of many files.
    public init(
        files: ReadableFiles, dataDirectories: [String]? = nil,
        reportProgress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
        self.files = files
        self.dataDirectories = dataDirectories
        self.reportProgress = reportProgress
    }

    /// Reports progress.
    public func report(_ progress: Progress) { reportProgress(progress) }
}
