import Diagnostics
import Notebooks

/// What a run would do with a step, determined without running anything.
public struct StepForecast: Sendable {
    /// Whether a step's result is available.
    public enum State: Sendable, Hashable {
        /// Its result is in the cache.
        case cached
        /// It would be computed, for these reasons.
        case toRun([String])
        /// It would be computed if an earlier step's result differs from the last run's.
        case dependsOn([Int])
    }

    /// The step.
    public let step: PlannedStep

    /// Whether its result is available.
    public let state: State

    /// The computing time of the last run in seconds; `nil` if unknown.
    public let seconds: Double?

    /// The starting point of a computation that could go on from an earlier run, in words: `goes on after epoch 3`; of
    /// one that depends on earlier steps, the one that it has if their results differ; `nil` where there is only one.
    public let beginning: String?

    /// Its key; `nil` if it depends on results that are not available yet.
    let key: CacheKey?
}

extension Plan {
    /// Predicts what a run would do with each step.
    ///
    /// - Parameters:
    ///   - options: the options of the run, including the plan's registry.
    ///   - reportProgress: receives the progress of finding the files that steps read.
    public func forecast(
        options: RunOptions, cache: StepCache?,
        reportProgress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) -> [StepForecast] {
        let lastRun = cache?.lastRun(of: notebook.source.name)
        let last = lastRun?.steps(for: steps)
        var results: [Int: Value] = [:]
        let names = NameValues(bindings.map(\.expression))
        var forecasts: [StepForecast] = []
        for planned in steps {
            let before = last?[planned.index]
            let missing = planned.dependencies.filter { results[$0] == nil }
            guard missing.isEmpty else {
                forecasts.append(
                    StepForecast(
                        step: planned, state: .dependsOn(missing), seconds: before?.seconds,
                        beginning: cache?.beginning(onOtherInputsThan: before), key: nil))
                continue
            }
            let unknown =
                lastRun?.reasonForNothing(of: planned) ?? "nothing is known of an earlier run"
            let found = look(up: planned, results, names, options, cache, before, unknown, reportProgress)
            if let value = found.value { results[planned.index] = value }
            forecasts.append(
                StepForecast(
                    step: planned, state: found.state, seconds: found.seconds ?? before?.seconds,
                    beginning: found.beginning, key: found.key))
        }
        return forecasts
    }

    /// The forecast of a step whose inputs are all available.
    private struct Finding {
        let state: StepForecast.State
        var value: Value?
        var seconds: Double?
        var beginning: String?
        var key: CacheKey?
    }

    private func look(
        up planned: PlannedStep, _ results: [Int: Value], _ names: NameValues, _ options: RunOptions,
        _ cache: StepCache?, _ before: LastRun.Step?, _ unknown: String,
        _ reportProgress: @escaping @Sendable (Progress) -> Void
    ) -> Finding {
        let registry = options.registry
        let step = options.step(planned.step)
        let evaluator = Evaluator(registry: registry, results: results, names: names)
        do {
            let arguments = try planned.arguments.map { ($0.name, try evaluator.value(of: $0.expression)) }
            let further = try planned.further.map { ($0.name, try evaluator.value(of: $0.expression)) }
            let call = CallValues(Dictionary(uniqueKeysWithValues: arguments), further: further)
            let context = options.context(seed: seed, mayDownload: false, reportingTo: reportProgress)
            let key = CacheKey(
                step: step, call: call, inputs: try step.findInputs(call, in: context), seed: seed,
                arithmetic: registry.arithmetic(threads: options.threads))
            guard let cache else { return Finding(state: .toRun(["there is no cache"]), key: key) }
            switch cache.lookUp(key.hash, of: step, registry: registry) {
            case .hit(let result, let seconds):
                // Its result may be cached, but its files missing from the output folder.
                if let obstacle = before?.obstacle, before?.key == key.hash {
                    return Finding(
                        state: .toRun([obstacle]), value: result.value, seconds: seconds, key: key)
                }
                return Finding(state: .cached, value: result.value, seconds: seconds, key: key)
            case .damaged(let damage):
                return Finding(
                    state: .toRun(["the cache is damaged: \(damage)"]),
                    beginning: cache.beginning(of: step, call, key, before), key: key)
            case .miss:
                return Finding(
                    state: .toRun(before?.differences(from: key) ?? [unknown]),
                    beginning: cache.beginning(of: step, call, key, before), key: key)
            }
        } catch {
            return Finding(state: .toRun([String(describing: error)]))
        }
    }
}

extension StepCache {
    /// The starting point of a step's work if its inputs differ from those of the last run, which did some of it, in
    /// words; `nil` if it did none.
    fileprivate func beginning(onOtherInputsThan before: LastRun.Step?) -> String? {
        guard let before, let key = before.checkpoint else { return nil }
        if before.obstacle == nil { return Self.anew }
        return (try? checkpoint(for: key)) == nil ? nil : Self.anew
    }

    private static let anew = "starts over"

    /// The starting point of a step's work, in words; `nil` if it is obvious.
    fileprivate func beginning(
        of step: any Step, _ call: CallValues, _ key: CacheKey, _ before: LastRun.Step?
    ) -> String? {
        guard let continuation = step.continuation(of: call) else { return nil }
        if let found = try? checkpoint(for: key.checkpointHash(continuation)) {
            let place = "\(continuation.unit) \(found.checkpoint.progress)"
            return found.checkpoint.progress <= continuation.goal
                ? "goes on after \(place)" : "starts over, since only the checkpoint after \(place) is kept"
        }
        guard let changed = before?.changedComponents(of: key), let first = changed.first else { return nil }
        // Any other change is itself why the work cannot go on.
        let isOfGoal = changed.count == 1 && first == CacheKey.argument(continuation.parameter)
        guard isOfGoal, let obstacle = continuation.obstacle else { return Self.anew }
        return "starts over, since \(obstacle)"
    }
}
