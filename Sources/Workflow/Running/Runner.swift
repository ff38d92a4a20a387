import FoundationEssentials

/// Runs plans: looks each step up in the cache, computes those that are not there, and never gives up because of one.
public struct Runner: Sendable {
    private let options: RunOptions
    private let cache: StepCache?
    private let handle: @Sendable (RunEvent) -> Void

    /// Makes a runner.
    ///
    /// - Parameters:
    ///   - cache: where results are kept; `nil` computes everything and keeps nothing.
    ///   - handle: told of everything that happens, from the thread that runs.
    public init(
        options: RunOptions, cache: StepCache?, handle: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) {
        self.options = options
        self.cache = cache
        self.handle = handle
    }

    /// Runs a plan to its end.
    public func run(_ plan: Plan) -> Run {
        let clock = ContinuousClock()
        let start = clock.now
        handle(.began(plan))
        var progress = RunProgress(plan: plan, options: options, cache: cache, handle: handle)
        for step in plan.steps {
            if options.cancellation.isRequested {
                progress.end(step, .interrupted)
            } else {
                progress.run(step)
            }
        }
        progress.rememberKeys()
        let seconds = (clock.now - start).seconds
        return progress.result(seconds: seconds)
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
