import Diagnostics
import Notebooks

/// How a step that was computed anew compares with the last run.
public struct Verification: Sendable {
    /// What the comparison came to.
    public enum Verdict: Sendable, Hashable {
        /// It gave the same bytes.
        case identical
        /// From the same input it gave other bytes: what is different, in words.
        case different([String])
        /// Its input is not that of the last run: what changed, in words.
        case changed([String])
        /// It gave nothing, now or then: why, in words.
        case missing(String)
        /// The disk refused what it saves: why, in words.
        case refused(String)
    }

    /// The step.
    public let step: PlannedStep

    /// What the comparison came to.
    public let verdict: Verdict
}

/// A notebook cannot be compared with a run that nothing is known of.
public struct NeverRun: Error, Sendable, CustomStringConvertible {
    /// What to do.
    public let description: String
}

extension Runner {
    /// Computes a plan's steps with nothing from a cache, and compares each with the last run.
    ///
    /// - Parameters:
    ///   - plan: the notebook with the parameters of its last run.
    ///   - cache: where the last run was kept; nothing is written to it.
    /// - Returns: a verdict for each step, up to and with the first that is not identical. Where it is known beforehand that
    ///   one cannot be compared, only the verdict on that one, and nothing is computed.
    /// - Throws: ``NeverRun`` where there is no last run.
    public func verify(_ plan: Plan, against cache: StepCache) throws(NeverRun) -> [Verification] {
        try reproduce(plan, against: cache).verifications
    }

    /// Computes a plan's steps with nothing from a cache, compares each with the last run, and gives the new run too.
    ///
    /// - Returns: the verdicts as ``verify(_:against:)`` gives them, and the run; `nil` where a step was not identical.
    /// - Throws: ``NeverRun`` where there is no last run.
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
    /// The parameters that the last run of a notebook was given another value of, as text by name.
    public func overridesOfLastRun(of notebook: String) -> [String: String] {
        lastRun(of: notebook)?.overrides ?? [:]
    }

    /// The threads that the last run of a notebook computed with; `nil` where that is not known.
    public func threadsOfLastRun(of notebook: String) -> Int? {
        lastRun(of: notebook)?.threads
    }
}

extension Plan {
    /// The first step that cannot be compared with the last run, as far as that is known before anything is computed:
    /// by what is still in the cache.
    fileprivate func obstacle(
        toVerifyingAgainst last: LastRun, options: RunOptions, cache: StepCache
    ) -> Verification? {
        let before = last.steps(for: steps)
        for forecast in forecast(options: options, cache: cache) {
            let step = forecast.step
            guard let before = before[step.index] else {
                return Verification(step: step, verdict: .changed(["it was no step of the last run"]))
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
            return .changed(["it was no step of the last run"])
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
            return .different(["the bytes are others, and the old ones are no longer in the cache"])
        }
        let differences = result.differences(from: old)
        return .different(
            differences.isEmpty
                ? ["it is what the cache holds, but the last run gave something else"] : differences)
    }
}
