import Workflow

/// The point at which the next run continues an interrupted one.
struct GoingOn {
    /// The message: `interrupted; 2 of 5 steps are kept, and the next run goes on after epoch 3 at 'train'`.
    let words: String

    /// Determines what an interrupted run has left in the cache.
    init(after run: Run, options: RunOptions, cache: StepCache?) {
        guard let cache else {
            words = "interrupted; nothing is kept, so the next run starts over"
            return
        }
        var options = options
        // The run's own cancellation has already been requested.
        options.cancellation = Cancellation()
        let forecasts = run.plan.forecast(options: options, cache: cache)
        let kept = forecasts.count { $0.state == .cached }
        let next = forecasts.first { $0.state != .cached }
        let place = next.map { "'\($0.step.step)' in line \($0.step.line)" } ?? "its end"
        let count = kept == 1 ? "1 step" : "\(kept) steps"
        words =
            "interrupted; \(count) of \(forecasts.count) \(kept == 1 ? "is" : "are") kept, and the next run "
            + (next?.beginning.map { "\($0) at \(place)" } ?? "starts at \(place)")
    }
}
