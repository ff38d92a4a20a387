import Diagnostics
import Notebooks

/// The comparison of a recomputed step with the last run.
public struct Verification: Sendable {
    /// The outcome of the comparison.
    public enum Verdict: Sendable, Hashable {
        /// The bytes are the same.
        case identical
        /// The same input gave different bytes: the differences, in words.
        case different([String])
        /// The input differs from that of the last run: the changes, in words.
        case changed([String])
        /// There is no result, now or in the last run: the reason, in words.
        case missing(String)
        /// The disk refused a file that it saves: the reason, in words.
        case refused(String)
    }

    /// The step.
    public let step: PlannedStep

    /// The outcome of the comparison.
    public let verdict: Verdict
}

/// An error: nothing is known about an earlier run of the notebook.
public struct NeverRun: Error, Sendable, CustomStringConvertible {
    /// The message.
    public let description: String
}

extension Runner {
    /// Computes a plan's steps without a cache, and compares each with the last run.
    ///
    /// - Parameters:
    ///   - plan: the notebook with the parameters and the seed of its last run.
    ///   - cache: the cache of the last run; nothing is written to it.
    /// - Returns: a verdict for each step, up to and including the first that is not identical. If a step is known
    ///   not to be comparable before anything is computed, only its verdict.
    /// - Throws: ``NeverRun`` if there is no last run.
    public func verify(_ plan: Plan, against cache: StepCache) throws(NeverRun) -> [Verification] {
        try reproduce(plan, against: cache).verifications
    }

    /// Computes a plan's steps without a cache, compares each with the last run, and returns the new run too.
    ///
    /// - Returns: the verdicts as from ``verify(_:against:)``, and the run; `nil` if a step was not identical.
    /// - Throws: ``NeverRun`` if there is no last run.
    public func reproduce(
        _ plan: Plan, against cache: StepCache
    ) throws(NeverRun) -> (verifications: [Verification], run: Run?) {
        let clock = ContinuousClock()
        let start = clock.now
        let notebook = plan.notebook.source.name
        guard let last = cache.lastRun(of: notebook) else {
            throw NeverRun(
                description: "nothing is known of a run of '\(notebook)', so there is nothing to compare with"
            )
        }
        if let obstacle = plan.obstacle(toVerifyingAgainst: last, options: options, cache: cache) {
            return ([obstacle], nil)
        }
        var progress = RunProgress(plan: plan, options: options, cache: nil, handle: handle)
        var verifications: [Verification] = []
        for (step, before) in zip(plan.steps, last.steps(for: plan.steps)) {
            let result = progress.run(step)
            let verdict = progress.verdict(on: step, result, before, cache)
            verifications.append(Verification(step: step, verdict: verdict))
            guard verdict == .identical else { return (verifications, nil) }
        }
        progress.readMistakes()
        return (verifications, progress.result(seconds: (clock.now - start).seconds))
    }
}

extension StepCache {
    /// The overridden parameters of a notebook's last run, as text by name.
    public func overridesOfLastRun(of notebook: String) -> [String: String] {
        lastRun(of: notebook)?.overrides ?? [:]
    }

    /// The seed of a notebook's last run, if it was given in place of the notebook's; `nil` if not, or if it is unknown.
    public func seedOfLastRun(of notebook: String) -> UInt64? {
        lastRun(of: notebook)?.seed
    }

    /// The number of threads of a notebook's last run; `nil` if it is unknown.
    public func threadsOfLastRun(of notebook: String) -> Int? {
        lastRun(of: notebook)?.threads
    }
}

extension Plan {
    /// The first step that cannot be compared with the last run, as far as the cache shows before anything is
    /// computed.
    fileprivate func obstacle(
        toVerifyingAgainst last: LastRun, options: RunOptions, cache: StepCache
    ) -> Verification? {
        let before = last.steps(for: steps)
        for forecast in forecast(options: options, cache: cache) {
            let step = forecast.step
            guard let before = before[step.index] else {
                return Verification(step: step, verdict: .changed(["the last run had no such step"]))
            }
            if let key = forecast.key, key.components != before.components {
                return Verification(step: step, verdict: .changed(before.differences(from: key)))
            }
            if before.result == nil {
                return Verification(
                    step: step, verdict: .missing(before.obstacle ?? "it was not done last time"))
            }
        }
        return nil
    }
}

extension RunProgress {
    fileprivate func verdict(
        on step: PlannedStep, _ result: StepResult?, _ before: LastRun.Step?, _ cache: StepCache
    ) -> Verification.Verdict {
        guard let before else {
            return .changed(["the last run had no such step"])
        }
        if let obstacle = outputs.diskObstacle { return .refused(obstacle) }
        if case .failed(let words)? = log.records.last?.outcome { return .missing("it failed: \(words)") }
        guard let result, let key = trace.keys[step.index], let hash = trace.results[step.index] else {
            return .missing("it was interrupted")
        }
        if before.components != key.components { return .changed(before.differences(from: key)) }
        guard let then = before.result else {
            return .missing(before.obstacle ?? "it was not done last time")
        }
        guard hash != then else { return .identical }
        let definition = options.step(step.step)
        guard case .hit(let old, _) = cache.lookUp(key.hash, of: definition, registry: options.registry)
        else {
            return .different(["the bytes differ, and the old ones are no longer in the cache"])
        }
        let differences = result.differences(from: old)
        return .different(
            differences.isEmpty
                ? ["it is what the cache holds, but the last run gave something else"] : differences)
    }
}
