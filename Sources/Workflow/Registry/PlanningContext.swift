/// The environment in which calls are checked before anything runs.
public struct PlanningContext: Sendable {
    /// The files that the notebook may read.
    public let files: ReadableFiles

    /// The folders in which data set files are looked up, in order; `nil` if they are unknown, so that nothing can be said
    /// of files in them.
    public let dataDirectories: [String]?

    private let reportProgress: @Sendable (Progress) -> Void

    private let reportLookup: @Sendable (String) -> Void

    /// Makes a context.
    ///
    /// - Parameters:
    ///   - reportProgress: receives the progress of checks that take time, such as those of many files.
    ///   - reportLookup: receives the paths in the data folders at which data are looked for.
    public init(
        files: ReadableFiles, dataDirectories: [String]? = nil,
        reportProgress: @escaping @Sendable (Progress) -> Void = { _ in },
        reportLookup: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.files = files
        self.dataDirectories = dataDirectories
        self.reportProgress = reportProgress
        self.reportLookup = reportLookup
    }

    /// Reports progress.
    public func report(_ progress: Progress) { reportProgress(progress) }

    /// Reports that a file or folder in a data folder is looked for, whether it exists or not: a run depends on it,
    /// although the notebook does not name it.
    public func report(lookup path: String) { reportLookup(path) }
}
