import Diagnostics
import FoundationEssentials
import Notebooks

/// Runs plans: looks up each step in the cache and computes the missing ones; a failing step never stops the run.
public struct Runner: Sendable {
    let options: RunOptions
    private let cache: StepCache?
    let handle: @Sendable (RunEvent) -> Void

    /// Makes a runner.
    ///
    /// - Parameters:
    ///   - cache: the cache of results; `nil` computes everything and stores nothing.
    ///   - handle: receives every event, on the running thread.
    public init(
        options: RunOptions, cache: StepCache?, handle: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) {
        self.options = options
        self.cache = cache
        self.handle = handle
    }

    /// Runs a plan to its end.
    ///
    /// - Parameter count: the number of cached steps to recompute as an audit; successive runs take other ones until
    ///   all were audited. A step whose result differs counts as failed.
    public func run(_ plan: Plan, auditing count: Int = 0) -> Run {
        let clock = ContinuousClock()
        let start = clock.now
        let date = Date()
        handle(.began(plan))
        let audits = cache?.lastRun(of: plan.notebook.source.name)?.audits ?? 0
        let audited = stepsToAudit(count, of: plan, after: audits)
        var progress = RunProgress(
            plan: plan, options: options, cache: cache, auditing: audited, handle: handle)
        for step in plan.steps {
            if options.cancellation.isRequested {
                progress.end(step, .interrupted)
            } else {
                progress.run(step)
            }
        }
        progress.readMistakes()
        progress.rememberKeys(audits: audits + audited.count)
        if let cache, cache.limit != nil, progress.store.hasKept {
            let bytes = cache.keepToLimit(runSince: date)
            if bytes > 0 { handle(.pruned(bytes: bytes)) }
        }
        let seconds = (clock.now - start).seconds
        return progress.result(seconds: seconds)
    }

    private func stepsToAudit(_ count: Int, of plan: Plan, after audits: Int) -> Set<Int> {
        guard count > 0, let cache else { return [] }
        let cached = plan.forecast(options: options, cache: cache).filter { $0.state == .cached }
        return Set((0..<min(count, cached.count)).map { cached[(audits + $0) % cached.count].step.index })
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
