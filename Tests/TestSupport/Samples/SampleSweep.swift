package import Workflow

/// Runs of sweeps, as their records have them.
package enum SampleSweep {
    /// The hash of the notebook's text.
    package static let textHash = ContentHash(ofText: "# A notebook")

    /// A setting of two parameters.
    package static func setting(_ rate: Double, _ batch: Int) -> [SweptValue] {
        [SweptValue(name: "rate", value: .float(rate)), SweptValue(name: "batch", value: .integer(batch))]
    }

    /// A finished run of one model, `model`, with a curve of validation accuracies, and of one evaluation, `result`.
    ///
    /// - Parameter kept: the epoch whose network was kept, 1-based; `nil` for the last.
    package static func run(
        _ index: Int, _ setting: [SweptValue], seed: UInt64 = 1, outcome: SweepRun.Outcome = .ok,
        validation: [Double] = [], test: Double? = nil, kept: Int? = nil, mistakes: Set<Int>? = nil,
        seconds: Double = 1
    ) -> SweepRun {
        var values: [String: Value] = [:]
        if !validation.isEmpty { values["model.history.keptEpoch"] = .integer(kept ?? validation.count) }
        if let test {
            values["result.accuracy"] = .float(test)
            values["result.count"] = .integer(100)
        }
        return SweepRun(
            index: index, setting: setting, seed: seed, outcome: outcome, values: values,
            history: validation.isEmpty ? [:] : ["model": ["validationAccuracy": validation]],
            mistakes: mistakes.map {
                ["result": MisclassifiedImages(evaluated: 100, count: $0.count, places: $0)]
            } ?? [:],
            timing: .init(cachedSteps: 1, computedSteps: 2, seconds: seconds))
    }

    /// A sweep of runs over `rate` and `batch`.
    package static func result(
        _ runs: [SweepRun], seeds: [UInt64] = [1, 2, 3], measure: String? = nil,
        timing: SweepResult.Timing? = nil
    ) -> SweepResult {
        SweepResult(
            notebook: "rates.md", textHash: textHash, parameters: ["rate", "batch"], seeds: seeds, runs: runs,
            measure: measure, timing: timing)
    }

    /// Two rates and two batch sizes with three seeds each: the last setting but one is the best, and one run of the
    /// second failed.
    ///
    /// - Parameter seconds: how long each run took.
    package static func grid(seconds: Double = 1, timing: SweepResult.Timing? = nil) -> SweepResult {
        let means = [0.5, 0.75, 0.875, 0.625]
        let settings = [setting(0.1, 32), setting(0.1, 64), setting(0.01, 32), setting(0.01, 64)]
        var runs: [SweepRun] = []
        for (place, setting) in settings.enumerated() {
            for (offset, seed) in zip([-0.0625, 0, 0.0625], [1, 2, 3] as [UInt64]) {
                if place == 1, seed == 3 {
                    runs.append(
                        SweepRun(
                            index: runs.count, setting: setting, seed: seed, outcome: .failed("out of luck"),
                            timing: .init(cachedSteps: 1, computedSteps: 0, seconds: seconds)))
                } else {
                    let best = means[place] + offset
                    runs.append(
                        run(
                            runs.count, setting, seed: seed, validation: [0.25, best, 0.375],
                            test: best - 0.125, kept: 2, seconds: seconds))
                }
            }
        }
        return result(runs, timing: timing)
    }

    /// Settings drawn at random, each with one seed: three parameters and a curve of three epochs.
    package static func random(_ count: Int) -> SweepResult {
        var random = RandomSource(seed: 7)
        func share() -> Double { Double(random.next() >> 11) * 0x1p-53 }
        let runs = (0..<count).map { (index: Int) -> SweepRun in
            let rate = 0.0001 + share() / 10
            let dropout = SweptValue(name: "dropout", value: .float(share() / 2))
            let best = 0.5 + share() / 2
            return run(
                index, setting(rate, 16 + index % 100) + [dropout], validation: [0.25, best, 0.375],
                test: best / 2, kept: 2)
        }
        return SweepResult(
            notebook: "rates.md", textHash: textHash, parameters: ["rate", "batch", "dropout"], seeds: [1],
            runs: runs)
    }
}
