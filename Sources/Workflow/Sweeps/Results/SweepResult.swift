package import FoundationEssentials

/// A finished sweep: every run, and what they say of the settings, wherever they were run.
///
/// It is a function of its runs in their order: the number of jobs and the state of the cache change nothing of it but
/// the timing.
package struct SweepResult: Sendable {
    /// What differs when a sweep is repeated.
    package struct Timing: Sendable, Hashable {
        /// The start date, or that of `SOURCE_DATE_EPOCH`.
        package let started: Date
        /// How long it took, in seconds.
        package let seconds: Double
        /// The number of runs at a time.
        package let jobs: Int

        /// Makes a timing.
        package init(started: Date, seconds: Double, jobs: Int) {
            self.started = started
            self.seconds = seconds
            self.jobs = jobs
        }
    }

    /// The notebook's file name.
    package let notebook: String

    /// The hash of the notebook's text.
    package let textHash: ContentHash

    /// The names of the swept parameters, in the order in which the sweep declares them.
    package let parameters: [String]

    /// The seeds of each setting, in the order of its runs.
    package let seeds: [UInt64]

    /// The runs, in the order of their indices.
    package let runs: [SweepRun]

    /// What settings are ranked by; `nil` if no run has any measure.
    package let measure: RankingMeasure?

    /// The settings, in the order of their first runs.
    package let settings: [SettingSummary]

    /// The places of the settings in ``settings``, the best one first.
    ///
    /// A setting that lacks the measure of some runs, because they failed or were not run, comes after all that have
    /// every one, and one without any comes last: a mean of the seeds that succeeded would favour it. Equal settings keep
    /// their order.
    package let ranking: [Int]

    /// What differs when the sweep is repeated; `nil` if unknown.
    package let timing: Timing?

    /// Summarizes runs.
    ///
    /// - Parameters:
    ///   - notebook: the notebook's file name.
    ///   - textHash: the hash of its text.
    ///   - parameters: the names of the swept parameters, in the order in which the sweep declares them.
    ///   - seeds: the seeds of each setting.
    ///   - runs: the runs, in any order.
    ///   - measure: the name of the measure to rank by, one of ``RankingMeasure/candidates(in:)``; `nil`, or a name that
    ///     is none of them, for the first one.
    ///   - timing: what differs when the sweep is repeated.
    package init(
        notebook: String, textHash: ContentHash, parameters: [String], seeds: [UInt64], runs: [SweepRun],
        measure: String? = nil, timing: Timing? = nil
    ) {
        let runs = runs.sorted { $0.index < $1.index }
        let candidates = RankingMeasure.candidates(in: runs)
        let chosen = candidates.first { $0.name == measure } ?? candidates.first
        let settings = Self.settings(of: runs, measure: chosen)
        self.notebook = notebook
        self.textHash = textHash
        self.parameters = parameters
        self.seeds = seeds
        self.runs = runs
        self.measure = chosen
        self.settings = settings
        ranking = Self.ranking(of: settings, direction: chosen?.direction ?? .larger)
        self.timing = timing
    }

    /// The best setting; `nil` if none has the measure.
    package var best: SettingSummary? {
        ranking.first.map { settings[$0] }.flatMap { $0.summary == nil ? nil : $0 }
    }

    private static func settings(of runs: [SweepRun], measure: RankingMeasure?) -> [SettingSummary] {
        var order: [[SweptValue]: Int] = [:]
        var groups: [[Int]] = []
        for (place, run) in runs.enumerated() {
            if let group = order[run.setting] {
                groups[group].append(place)
            } else {
                order[run.setting] = groups.count
                groups.append([place])
            }
        }
        return groups.enumerated().map { index, places in
            SettingSummary(index: index, places: places, of: runs, measure: measure)
        }
    }

    private static func ranking(of settings: [SettingSummary], direction: MeasureDirection) -> [Int] {
        let keys = settings.map { setting -> (group: Int, cost: Double) in
            guard let mean = setting.summary?.mean else { return (2, 0) }
            return (setting.isComplete ? 0 : 1, direction == .larger ? -mean : mean)
        }
        return settings.indices.sorted { first, second in
            (keys[first].group, keys[first].cost, first) < (keys[second].group, keys[second].cost, second)
        }
    }
}
