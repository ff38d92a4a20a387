/// One run of a sweep: a setting and a seed, and what came of them, wherever it was run.
package struct SweepRun: Sendable {
    /// How a run ended.
    package enum Outcome: Sendable, Hashable {
        /// Every step succeeded and every expectation was met.
        case ok
        /// A step or a computed value failed, with this message.
        case failed(String)
        /// It was stopped, or not begun.
        case interrupted
        /// Everything was computed, and this claim does not hold.
        case expectationNotMet(String)
    }

    /// What of a run differs when it is repeated, with a cache in another state or other runs beside it.
    package struct Timing: Sendable, Hashable {
        /// The number of steps whose results were cached.
        package let cachedSteps: Int
        /// The number of steps that were computed.
        package let computedSteps: Int
        /// How long it took, in seconds.
        package let seconds: Double

        /// Makes a timing.
        package init(cachedSteps: Int, computedSteps: Int, seconds: Double) {
            self.cachedSteps = cachedSteps
            self.computedSteps = computedSteps
            self.seconds = seconds
        }
    }

    /// The place among the sweep's runs, 0-based.
    package let index: Int

    /// The values of the swept parameters, in the order in which the sweep declares them.
    package let setting: [SweptValue]

    /// The seed of all random numbers.
    package let seed: UInt64

    /// How it ended.
    package let outcome: Outcome

    /// Every scalar by its name, such as `result.accuracy`, as in the run's record; `.nothing` for a number that is not
    /// finite.
    package let values: [String: Value]

    /// The curves of each bound model by epoch, as in the run's record; NaN for a number that is not finite.
    package let history: [String: [String: [Double]]]

    /// The misclassified images of each bound evaluation, for the comparison of single trainings; empty if unknown.
    package let mistakes: [String: MisclassifiedImages]

    /// What differs from run to run; `nil` if it was not run.
    package let timing: Timing?

    /// Makes a run from its parts.
    ///
    /// Values that are no scalars are left out, and numbers that are not finite become those that a record has for them,
    /// so that a run is the same whether it comes from memory or from a file.
    package init(
        index: Int, setting: [SweptValue], seed: UInt64, outcome: Outcome, values: [String: Value] = [:],
        history: [String: [String: [Double]]] = [:], mistakes: [String: MisclassifiedImages] = [:],
        timing: Timing? = nil
    ) {
        self.index = index
        self.setting = setting
        self.seed = seed
        self.outcome = outcome
        self.values = values.compactMapValues { value -> Value? in
            if case .float(let number) = value, !number.isFinite { return .nothing }
            return value.isScalar || value == .nothing ? value : nil
        }
        self.history = history.mapValues { $0.mapValues { $0.map { $0.isFinite ? $0 : .nan } } }
        self.mistakes = mistakes
        self.timing = timing
    }

    /// Whether everything was computed, whatever the claims.
    package var isFinished: Bool {
        switch outcome {
        case .ok, .expectationNotMet: true
        case .failed, .interrupted: false
        }
    }

    /// A number of the run; `nil` if it has none there, or one that is not finite.
    ///
    /// Of a curve it is the number at the epoch whose network the model is: `keptEpoch` of its history, or the last one.
    package subscript(place: RankingMeasure.Place) -> Double? {
        switch place {
        case .value(let name): return values[name]?.number
        case .curve(let model, let quantity):
            guard let curve = history[model]?[quantity], let last = curve.last else { return nil }
            var number = last
            if case .integer(let epoch)? = values["\(model).history.keptEpoch"],
                (1...curve.count).contains(epoch)
            {
                number = curve[epoch - 1]
            }
            return number.isFinite ? number : nil
        }
    }

    /// A number by its name in a notebook's expression, `result.accuracy` or `model.history.validationAccuracy`; of a
    /// curve that at the epoch whose network the model is; `nil` if there is none, or it is not finite.
    package subscript(name: String) -> Double? {
        if let number = values[name]?.number { return number }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1] == "history" else { return nil }
        return self[.curve(model: String(parts[0]), quantity: String(parts[2]))]
    }
}
