/// The work of a step whose result is not in the cache, gone on with where an earlier run left it.
struct StepWork {
    let step: any Step
    let key: CacheKey

    /// Where checkpoints are kept; `nil` to begin anew and keep none.
    let cache: StepCache?

    /// Does the work.
    ///
    /// - Parameter warn: told of a checkpoint that is damaged; the work then begins anew.
    /// - Returns: the result, and the seconds that it took in all, those of earlier runs included.
    func run(
        _ call: CallValues, inputs: StepInputs, in context: StepContext, warn: (CacheDamage) -> Void
    ) throws -> (result: StepResult, seconds: Double) {
        let clock = ContinuousClock()
        let start = clock.now
        guard let cache, let continuation = step.continuation(of: call) else {
            return (try step.run(call, inputs: inputs, in: context), (clock.now - start).seconds)
        }
        let place = key.checkpointHash(continuation)
        let (checkpoint, before) = Self.checkpoint(
            at: place, towards: continuation.goal, cache, warn)
        var context = context
        context.checkpoint = checkpoint
        context.keepCheckpoint = { checkpoint in
            // Work is not worth less because it cannot be kept; a disk that is full is told of with the result.
            try? cache.store(checkpoint, seconds: before + (clock.now - start).seconds, for: place)
        }
        return (try step.run(call, inputs: inputs, in: context), before + (clock.now - start).seconds)
    }

    private static func checkpoint(
        at place: ContentHash, towards goal: Int, _ cache: StepCache, _ warn: (CacheDamage) -> Void
    ) -> (Checkpoint?, seconds: Double) {
        do {
            guard let found = try cache.checkpoint(for: place), found.checkpoint.progress <= goal else {
                return (nil, 0)
            }
            return (found.checkpoint, found.seconds)
        } catch {
            warn(error)
            return (nil, 0)
        }
    }
}
