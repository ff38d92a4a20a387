/// What prose quotes of its notebook's sweep: `sweep.best.learningRate`, `sweep.mean(result.accuracy)`.
///
/// It has a value only when all runs are over, in the page of the sweep.
public struct SweepQuote: Sendable, Hashable {
    /// What is quoted.
    package enum Kind: Sendable, Hashable {
        /// The number of settings.
        case settings
        /// The number of seeds of each setting.
        case seeds
        /// The number of runs.
        case runs
        /// The value of a swept parameter in the best setting.
        case best(parameter: String)
        /// The mean of a number of the runs over the seeds of a setting, by its name in their records; that of the best
        /// one if no values are given.
        case mean(String, setting: [SweptValue])
        /// The standard deviation of a sample, likewise.
        case spread(String, setting: [SweptValue])
    }

    /// What is quoted.
    package let kind: Kind

    /// Makes a quotation.
    package init(_ kind: Kind) { self.kind = kind }

    /// The values of parameters that name a setting; empty if it names none, or the best.
    package var setting: [SweptValue] {
        switch kind {
        case .settings, .seeds, .runs, .best: []
        case .mean(_, let setting), .spread(_, let setting): setting
        }
    }
}

extension ResolvedExpression {
    /// Whether its value depends on the notebook's sweep, so that a single run does not have it.
    package var quotesSweep: Bool {
        if case .quote = self { true } else { parts.contains(where: \.quotesSweep) }
    }

    /// The quotations in it, in order.
    package var quotes: [SweepQuote] {
        if case .quote(let quote) = self { [quote] } else { parts.flatMap(\.quotes) }
    }
}
