/// The keys and result hashes of a run's steps, with which later plans and verifications compare.
struct RunTrace {
    /// The key of each step, as far as it is known, by its index.
    private(set) var keys: [Int: CacheKey] = [:]

    /// The checkpoint key of each step that keeps checkpoints.
    private(set) var checkpoints: [Int: ContentHash] = [:]

    /// The result hash of each completed step.
    private(set) var results: [Int: ContentHash] = [:]

    /// Adds the key of a step.
    ///
    /// - Parameter checkpoint: the key of its checkpoints; `nil` if it keeps none.
    mutating func add(_ key: CacheKey, checkpoint: ContentHash?, of step: Int) {
        keys[step] = key
        if let checkpoint { checkpoints[step] = checkpoint }
    }

    /// Adds the result of a step; one that cannot be hashed is not compared.
    mutating func add(_ result: StepResult, of step: Int) { results[step] = try? result.contentHash }

    /// The entry of a step for later comparison; `nil` if the step was not reached.
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
    /// Why the result was not stored, in words; `nil` if it was.
    fileprivate var obstacleToKeeping: String? {
        switch outcome {
        case .failed: "it failed last time"
        case .interrupted: "it was interrupted last time"
        case .computed, .cached: expectation?.isMet == false ? "its claim was not met last time" : nil
        case .blocked: nil
        }
    }
}
