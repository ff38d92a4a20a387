extension RunOptions {
    /// The environment of a step.
    ///
    /// - Parameters:
    ///   - mayDownload: whether missing files may be downloaded; `false` during planning.
    ///   - report: receives the step's progress.
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

    /// The step of this name.
    ///
    /// - Precondition: the plan was made with this registry.
    func step(_ name: String) -> any Step {
        guard let step = registry.steps[name] else { preconditionFailure("no step '\(name)'") }
        return step
    }
}
