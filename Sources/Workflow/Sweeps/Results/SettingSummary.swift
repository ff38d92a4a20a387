/// One setting of a sweep over its seeds, by the measure that settings are ranked by.
package struct SettingSummary: Sendable, Hashable {
    /// The measure of one run.
    package struct Measurement: Sendable, Hashable {
        /// The run's seed.
        package let seed: UInt64
        /// The measure, which is finite.
        package let value: Double
    }

    /// A run that failed.
    package struct Failure: Sendable, Hashable {
        /// The run's seed.
        package let seed: UInt64
        /// The error message.
        package let message: String
    }

    /// The place among the sweep's settings, 0-based, in the order of their first runs.
    package let index: Int

    /// The values of the swept parameters, in the order in which the sweep declares them.
    package let setting: [SweptValue]

    /// The places of its runs among the sweep's runs, ascending.
    package let runs: [Int]

    /// The measure of each run that has it, in the order of the runs.
    package let measurements: [Measurement]

    /// Their summary; `nil` if no run has the measure.
    package let summary: SampleSummary?

    /// The runs that failed, in the order of the runs.
    package let failures: [Failure]

    /// The number of runs that were stopped or not begun.
    package let interrupted: Int

    /// The number of runs in which an expectation was not met.
    package let unmet: Int

    /// Summarizes the runs of a setting.
    ///
    /// - Parameters:
    ///   - index: the place among the settings, 0-based.
    ///   - places: the places of its runs among the sweep's runs, of which there is at least one.
    ///   - all: the sweep's runs.
    ///   - measure: what settings are ranked by; `nil` if no run has any.
    init(index: Int, places: [Int], of all: [SweepRun], measure: RankingMeasure?) {
        let runs = places.map { all[$0] }
        self.index = index
        setting = runs.first?.setting ?? []
        self.runs = places
        measurements = runs.compactMap { run in
            measure?.value(in: run).map { Measurement(seed: run.seed, value: $0) }
        }
        summary = SampleSummary(of: measurements.map(\.value))
        failures = runs.compactMap { run in
            guard case .failed(let message) = run.outcome else { return nil }
            return Failure(seed: run.seed, message: message)
        }
        interrupted = runs.count { $0.outcome == .interrupted }
        unmet = runs.count { if case .expectationNotMet = $0.outcome { true } else { false } }
    }

    /// Whether each of its runs has the measure.
    ///
    /// The mean of an incomplete setting is that of the seeds that succeeded, which can be too good.
    package var isComplete: Bool { measurements.count == runs.count }
}
