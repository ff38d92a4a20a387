/// The measure by which the settings of a sweep are ranked.
package struct RankingMeasure: Sendable, Hashable {
    /// The images that a measure is measured on.
    package enum Source: String, Sendable, Hashable {
        /// Images held out of the training, which are there to choose by.
        case validation
        /// Images of an evaluation, which should not decide a choice: the chosen setting's own figure is then too good.
        case test
        /// The images of the training, on which a network that overfits is the best.
        case training
    }

    /// Where a run has the measure.
    package enum Place: Sendable, Hashable {
        /// A scalar of this name.
        case value(String)
        /// A curve of this model, at the epoch that was kept.
        case curve(model: String, quantity: String)

        /// Its name, as in a notebook's expression: `model.history.validationAccuracy`.
        package var name: String {
            switch self {
            case .value(let name): name
            case .curve(let model, let quantity): "\(model).history.\(quantity)"
            }
        }
    }

    /// Where a run has it.
    package let place: Place

    /// What it is measured on.
    package let source: Source

    /// Which of two values is the better one.
    package let direction: MeasureDirection

    /// Why it was chosen, in a sentence for the reader.
    package let reason: String

    /// Its name: `model.history.validationAccuracy`.
    package var name: String { place.name }

    /// Its value in a run; `nil` if the run did not finish, lacks it, or has a number that is not finite.
    package func value(in run: SweepRun) -> Double? { run.isFinished ? run[place] : nil }
}
