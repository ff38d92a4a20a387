/// The ways to a step's result: from the cache, by computing it, and by first recomputing lost dependencies.
extension RunProgress {
    /// Looks up a step's result, or computes and stores it.
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
            switch lookUp(key.hash, of: step, in: cache) {
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

    /// Looks up a result, after other runs that compute it.
    ///
    /// Once more even where none does: one may have ended between the first look and the question.
    private func lookUp(_ key: ContentHash, of step: any Step, in cache: StepCache) -> StepCache.Lookup {
        var lookup = cache.lookUp(key, of: step, registry: options.registry)
        var mayChange = true
        while mayChange, case .miss = lookup, let awaitsOthers = options.awaitsOthers {
            mayChange = awaitsOthers(key)
            lookup = cache.lookUp(key, of: step, registry: options.registry)
        }
        return lookup
    }

    /// Performs a step's work; if its dependencies turn out to be lost, recomputes them first.
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
            // An input or a checkpoint was cached, but its bytes are lost.
            store.warn(of: damage, at: planned)
            try recompute(planned.dependencies)
            let again = StepWork(step: step, key: key, cache: nil)
            do {
                return try again.run(self.call(of: planned), inputs: inputs, in: context) { _ in }
            } catch is CacheDamage {
                // All bytes are unchanged, but no step can have written them.
                try recompute(planned.dependencies, includingIntact: true)
                return try again.run(self.call(of: planned), inputs: inputs, in: context) { _ in }
            }
        }
    }

    /// Recomputes a cached result.
    ///
    /// - Throws: ``AuditFailure`` if the results differ.
    private mutating func audit(
        _ cached: StepResult, of planned: PlannedStep, _ call: CallValues, _ inputs: StepInputs,
        _ key: CacheKey
    ) throws {
        let (again, seconds) = try work(planned, call, inputs, key, cache: nil)
        // The present contents count, not the hash stored with them.
        var cached = cached
        cached.keptHash = nil
        guard try again.contentHash == cached.contentHash else {
            throw AuditFailure(differences: again.differences(from: cached))
        }
        handle(.stepAudited(planned, seconds: seconds))
    }

    /// Recomputes steps, and all their transitive dependencies, whose bytes are lost.
    ///
    /// In source order: a result may reference blobs of an earlier one, and is intact again as soon as that one is.
    ///
    /// - Parameter includingIntact: whether to recompute steps whose bytes are present too.
    mutating func recompute(_ steps: [Int], includingIntact: Bool = false) throws {
        var needed = Set(steps)
        for step in plan.steps.reversed() where needed.contains(step.index) {
            needed.formUnion(step.dependencies)
        }
        for index in needed.sorted() where includingIntact || results[index]?.isIntact == false {
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
    /// Whether all its bytes can be read.
    fileprivate var isIntact: Bool {
        guard case .artifact(let stored) = self else { return true }
        return stored.packed.blobs.values.allSatisfy { (try? $0.data()) != nil }
    }
}
