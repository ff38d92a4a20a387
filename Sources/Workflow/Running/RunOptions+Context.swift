extension RunOptions {
    /// What a step may use of the world around it.
    ///
    /// - Parameters:
    ///   - mayDownload: whether a file that is not there may be fetched; not while only planning.
    ///   - report: told how far the step is.
    func context(
        seed: UInt64, mayDownload: Bool = true, reportingTo report: @escaping @Sendable (Progress) -> Void
    ) -> StepContext {
        var context = StepContext(
            seed: seed, threads: threads, files: files, dataDirectories: dataDirectories,
            downloadDirectory: downloadDirectory, cancellation: cancellation, mayDownload: mayDownload,
            reportProgress: report)
        context.downloadObstacle = downloadObstacle
        return context
    }

    /// The step of a name.
    ///
    /// - Precondition: the plan that names it was made with this registry.
    func step(_ name: String) -> any Step {
        guard let step = registry.steps[name] else { preconditionFailure("no step '\(name)'") }
        return step
    }
}
