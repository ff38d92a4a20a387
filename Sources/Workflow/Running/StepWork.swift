/// The work of a step whose result is not cached, continued from an earlier run's checkpoint.
struct StepWork {
    let step: any Step
    let key: CacheKey

    /// The cache of checkpoints; `nil` to start over and store none.
    let cache: StepCache?

    /// Performs the work.
    ///
    /// - Parameter warn: receives the damage of a checkpoint; the work then starts over.
    /// - Returns: the result, and the total time in seconds, including earlier runs.
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
            // A checkpoint that cannot be stored does not affect the work; a full disk is reported with the result.
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
