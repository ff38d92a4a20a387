/// What the steps of a run were found by and what they gave, as hashes: what later plans and verifications compare with.
struct RunTrace {
    /// What each step depends on, as far as that is known, by its index.
    private(set) var keys: [Int: CacheKey] = [:]

    /// What the checkpoints of each step's work are found by, of those that keep any.
    private(set) var checkpoints: [Int: ContentHash] = [:]

    /// The hash of all that each step gave that was done.
    private(set) var results: [Int: ContentHash] = [:]

    /// Takes what a step's result is found by.
    ///
    /// - Parameter checkpoint: what its checkpoints are found by; `nil` where it keeps none.
    mutating func add(_ key: CacheKey, checkpoint: ContentHash?, of step: Int) {
        keys[step] = key
        if let checkpoint { checkpoints[step] = checkpoint }
    }

    /// Takes what a step gave; what cannot be hashed is not compared.
    mutating func add(_ result: StepResult, of step: Int) { results[step] = try? result.contentHash }

    /// What of a step a later plan compares with; `nil` where the step was not reached.
    func step(of record: StepRecord) -> LastRun.Step? {
        let index = record.step.index
        return keys[index].map { key in
            LastRun.Step(
                step: record.step.step, name: record.step.name, components: key.components,
                seconds: record.computeSeconds, obstacle: record.obstacleToKeeping,
                result: results[index], key: key.hash, checkpoint: checkpoints[index])
        }
    }
}

extension StepRecord {
    /// Why the result was not kept, in words; `nil` where it was.
    fileprivate var obstacleToKeeping: String? {
        switch outcome {
        case .failed: "it failed last time"
        case .interrupted: "it was interrupted last time"
        case .computed, .cached: expectation?.isMet == false ? "its claim was not met last time" : nil
        case .blocked: nil
        }
    }
}
