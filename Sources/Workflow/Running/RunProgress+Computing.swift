/// How a step comes to its result: by the cache, by its work, and by making anew what that rests on.
extension RunProgress {
    /// Looks a step's result up, or computes it and keeps it.
    mutating func compute(_ planned: PlannedStep, ignoringCache: Bool) throws -> ComputedStep {
        let step = options.step(planned.step)
        let call = try call(of: planned)
        let inputs = try step.findInputs(call, in: context(for: planned))
        let key = CacheKey(
            step: step, call: call, inputs: inputs, seed: plan.seed,
            arithmetic: options.registry.arithmetic(threads: options.threads))
        trace.add(
            key, checkpoint: step.continuation(of: call).map(key.checkpointHash), of: planned.index)
        if let cache = store.cache, !ignoringCache {
            switch cache.lookUp(key.hash, of: step, registry: options.registry) {
            case .hit(let result, let seconds):
                cache.markUsed(key.hash)
                if audited.contains(planned.index) { try audit(result, of: planned, call, inputs, key) }
                return ComputedStep(
                    outcome: .cached, result: result, presented: step.present(result, of: call),
                    inputs: inputs, seconds: seconds)
            case .miss: break
            case .damaged(let damage): store.warn(of: damage, at: planned)
            }
        }
        let (result, seconds) = try work(
            planned, call, inputs, key, cache: ignoringCache ? nil : store.cache)
        try options.registry.checkFigures(of: result)
        store.keep(result, of: planned, key: key, seconds: seconds)
        return ComputedStep(
            outcome: .computed, result: result, presented: step.present(result, of: call), inputs: inputs,
            seconds: seconds)
    }

    /// Does a step's work; where what it rests on turns out to be gone, makes that anew first.
    private mutating func work(
        _ planned: PlannedStep, _ call: CallValues, _ inputs: StepInputs, _ key: CacheKey, cache: StepCache?
    ) throws -> (result: StepResult, seconds: Double) {
        let step = options.step(planned.step)
        let context = context(for: planned)
        do {
            return try StepWork(step: step, key: key, cache: cache).run(call, inputs: inputs, in: context) {
                store.warn(of: $0, at: planned)
            }
        } catch let damage as CacheDamage {
            // An input was cached, or how far the work came, but its bytes turn out to be gone.
            store.warn(of: damage, at: planned)
            try mend(planned.dependencies)
            let again = StepWork(step: step, key: key, cache: nil)
            do {
                return try again.run(self.call(of: planned), inputs: inputs, in: context) { _ in }
            } catch is CacheDamage {
                // All bytes are there as they were written, but no step can have written them.
                try mend(planned.dependencies, evenWhole: true)
                return try again.run(self.call(of: planned), inputs: inputs, in: context) { _ in }
            }
        }
    }

    /// Computes a cached result again.
    ///
    /// - Throws: ``AuditFailure`` where it is another one.
    private mutating func audit(
        _ cached: StepResult, of planned: PlannedStep, _ call: CallValues, _ inputs: StepInputs,
        _ key: CacheKey
    ) throws {
        let (again, seconds) = try work(planned, call, inputs, key, cache: nil)
        // What is there now counts, not what its hash was when it was kept.
        var cached = cached
        cached.keptHash = nil
        guard try again.contentHash == cached.contentHash else {
            throw AuditFailure(differences: again.differences(from: cached))
        }
        handle(.stepAudited(planned, seconds: seconds))
    }

    /// Makes anew what some steps gave, and all that it rests on, however far, where its bytes are gone.
    ///
    /// The first ones come first: a result may hand on the bytes of an earlier one unread, and is whole again as
    /// soon as that one is.
    ///
    /// - Parameter evenWhole: whether those are made anew too whose bytes are there.
    mutating func mend(_ steps: [Int], evenWhole: Bool = false) throws {
        var needed = Set(steps)
        for step in plan.steps.reversed() where needed.contains(step.index) {
            needed.formUnion(step.dependencies)
        }
        for index in needed.sorted() where evenWhole || results[index]?.isWhole == false {
            let value = try compute(plan.steps[index], ignoringCache: true).result.value
            results.replace(value, of: index)
        }
    }

    private func call(of planned: PlannedStep) throws -> CallValues {
        let evaluator = evaluator
        let arguments = try evaluator.values(
            of: Dictionary(uniqueKeysWithValues: planned.arguments.map { ($0.name, $0.expression) }),
            for: options.registry.steps[planned.step]?.signature)
        let further = try planned.further.map { ($0.name, try evaluator.value(of: $0.expression)) }
        return CallValues(arguments, further: further)
    }

    private func context(for step: PlannedStep) -> StepContext {
        let handle = handle
        return options.context(seed: plan.seed) { handle(.stepProgressed(step, $0)) }
    }
}

extension Value {
    /// Whether all its bytes can be had.
    fileprivate var isWhole: Bool {
        guard case .artifact(let stored) = self else { return true }
        return stored.packed.blobs.values.allSatisfy { (try? $0.data()) != nil }
    }
}
