/// A sweep that is over, as prose quotes it.
struct QuotedSweep: Sendable {
    /// The sweep.
    let result: SweepResult

    /// Whether runs of it were stopped or not begun, so that another setting may turn out the best.
    let isInterrupted: Bool

    /// The values of the notebook's parameters that are not swept.
    let params: [PlannedParameter]

    /// The value of a quotation.
    ///
    /// - Throws: ``EvaluationProblem`` if the sweep was interrupted before the best setting was known, if it has not
    ///   exactly one setting with the given values, or if a run of the setting lacks the number.
    func value(of quote: SweepQuote) throws(EvaluationProblem) -> Value {
        switch quote.kind {
        case .settings: return .integer(result.settings.count)
        case .seeds: return .integer(result.seeds.count)
        case .runs: return .integer(result.runs.count)
        case .best(let parameter):
            let best = try best
            // A parameter that the command line gave one value is the same in every setting.
            let value =
                best.setting.first { $0.name == parameter }?.value
                ?? params.first { $0.name == parameter }?.value
            guard let value else { throw .notSwept(parameter) }
            return value
        case .mean(let name, let setting):
            return .float(try summary(of: name, in: self.setting(with: setting)).mean)
        case .spread(let name, let setting):
            guard
                let deviation = try summary(of: name, in: self.setting(with: setting)).standardDeviation
            else {
                throw EvaluationProblem(description: "a single seed has no standard deviation")
            }
            return .float(deviation)
        }
    }

    private var best: SettingSummary {
        get throws(EvaluationProblem) {
            guard !isInterrupted else {
                throw EvaluationProblem(
                    description: "the sweep was interrupted, so that its best setting is not known")
            }
            guard let best = result.best else {
                throw EvaluationProblem(description: "no run has a measure by which settings could be ranked")
            }
            return best
        }
    }

    private func setting(with values: [SweptValue]) throws(EvaluationProblem) -> SettingSummary {
        if values.isEmpty { return try best }
        let found = result.settings.filter { setting in
            values.allSatisfy { wanted in
                let value =
                    setting.setting.first { $0.name == wanted.name }?.value
                    ?? params.first { $0.name == wanted.name }?.value
                return value == wanted.value
            }
        }
        guard let first = found.first else { throw .noSetting(with: values) }
        guard found.count == 1 else { throw .severalSettings(found.count, with: values) }
        return first
    }

    private func summary(
        of name: String, in setting: SettingSummary
    ) throws(EvaluationProblem) -> SampleSummary {
        let summary = result.summary(of: name, in: setting.index)
        // The mean of the seeds that succeeded could be too good.
        guard let summary, summary.count == setting.runs.count else {
            throw .incomplete(name, summary?.count ?? 0, of: setting.runs.count)
        }
        return summary
    }
}

extension [SweptValue] {
    /// The values with their parameters' names: `learningRate 0.01, batchSize 32`.
    var inWords: String { map { "\($0.name) \($0.value.exactText)" }.joined(separator: ", ") }
}

extension EvaluationProblem {
    /// That a single run has no value of the sweep.
    static let onlyInSweep = EvaluationProblem(description: "it is known only in the page of the sweep")

    fileprivate static func notSwept(_ parameter: String) -> EvaluationProblem {
        EvaluationProblem(description: "'\(parameter)' is not swept")
    }

    fileprivate static func noSetting(with values: [SweptValue]) -> EvaluationProblem {
        EvaluationProblem(description: "the sweep has no setting with \(values.inWords)")
    }

    fileprivate static func severalSettings(_ count: Int, with values: [SweptValue]) -> EvaluationProblem {
        EvaluationProblem(
            description: "the sweep has \(NumberText.grouped(count)) settings with \(values.inWords)")
    }

    fileprivate static func incomplete(_ name: String, _ count: Int, of all: Int) -> EvaluationProblem {
        let runs = all == 1 ? "the setting's only run" : "the setting's \(NumberText.grouped(all)) runs"
        return EvaluationProblem(
            description: count == 0 && all == 1
                ? "\(runs) has no '\(name)'" : "\(NumberText.grouped(count)) of \(runs) have '\(name)'")
    }
}
