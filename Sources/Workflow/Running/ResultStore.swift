/// The cache of a run's results; reports each kind of problem to the user once.
struct ResultStore {
    /// The cache; `nil` to look up and store nothing.
    let cache: StepCache?

    /// Whether any computed result was stored.
    private(set) var hasKept = false

    private var hasWarnedOfKeeping = false
    private var hasWarnedOfDamage = false
    private let handle: @Sendable (RunEvent) -> Void

    /// Makes a store over a cache.
    init(_ cache: StepCache?, handle: @escaping @Sendable (RunEvent) -> Void) {
        self.cache = cache
        self.handle = handle
    }

    /// Stores the result of a step, unless its claim does not hold.
    ///
    /// - Parameter seconds: the computing time.
    mutating func keep(_ result: StepResult, of step: PlannedStep, key: CacheKey, seconds: Double) {
        guard let cache, result.expectation?.isMet != false else { return }
        do {
            try cache.store(result, of: step.step, seconds: seconds, for: key.hash)
            hasKept = true
        } catch let damage as CacheDamage {
            handle(
                .warned("the result of '\(step.step)' in line \(step.line) is not kept, since \(damage)"))
        } catch {
            // The next result may be small enough for the remaining space.
            guard !hasWarnedOfKeeping else { return }
            hasWarnedOfKeeping = true
            handle(
                .warned(
                    "results cannot be kept in '\(cache.directory)', so the next run computes them again: \(error.words)"
                ))
        }
    }

    /// Warns once: if one file is damaged, many are, and all are handled in the same way.
    mutating func warn(of damage: CacheDamage, at step: PlannedStep) {
        guard !hasWarnedOfDamage else { return }
        hasWarnedOfDamage = true
        handle(
            .warned("the cache is damaged at '\(step.step)' in line \(step.line) (\(damage)); recomputing")
        )
    }
}
