/// The cache that a run keeps its results in, and what its user was told of it: each trouble once.
struct ResultStore {
    /// The cache; `nil` where nothing is looked up and nothing kept.
    let cache: StepCache?

    /// Whether anything was computed that is now in the cache.
    private(set) var hasKept = false

    private var hasWarnedOfKeeping = false
    private var hasWarnedOfDamage = false
    private let handle: @Sendable (RunEvent) -> Void

    /// Makes a store over a cache.
    init(_ cache: StepCache?, handle: @escaping @Sendable (RunEvent) -> Void) {
        self.cache = cache
        self.handle = handle
    }

    /// Keeps the result of a step, unless a claim in it does not hold.
    ///
    /// - Parameter seconds: how long computing it took.
    mutating func keep(_ result: StepResult, of step: PlannedStep, key: CacheKey, seconds: Double) {
        guard let cache, result.expectation?.isMet != false else { return }
        do {
            try cache.store(result, of: step.step, seconds: seconds, for: key.hash)
            hasKept = true
        } catch let damage as CacheDamage {
            handle(
                .warned("the result of '\(step.step)' in line \(step.line) is not kept, since \(damage)"))
        } catch {
            // The next one may be smaller than the room that is left.
            guard !hasWarnedOfKeeping else { return }
            hasWarnedOfKeeping = true
            handle(
                .warned(
                    "results cannot be kept in '\(cache.directory)', so the next run computes them again: \(error.words)"
                ))
        }
    }

    /// Warns once: whoever has one damaged file has many, and all are dealt with in the same way.
    mutating func warn(of damage: CacheDamage, at step: PlannedStep) {
        guard !hasWarnedOfDamage else { return }
        hasWarnedOfDamage = true
        handle(
            .warned("the cache is damaged at '\(step.step)' in line \(step.line) (\(damage)); computing anew")
        )
    }
}
