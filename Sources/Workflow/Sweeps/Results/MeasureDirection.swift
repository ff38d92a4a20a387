/// Which of two values of a measure is the better one.
package enum MeasureDirection: String, Sendable, Hashable {
    /// The larger one, as of an accuracy.
    case larger
    /// The smaller one, as of a loss.
    case smaller

    /// The direction of a measure, by the last part of its name: `result.accuracy`; `nil` if neither is better, or it is
    /// not known.
    package init?(ofMeasure name: String) {
        switch name.split(separator: ".").last {
        case "accuracy", "validationAccuracy", "correct", "top3Accuracy", "top5Accuracy", "balancedAccuracy",
            "macroPrecision", "macroRecall", "macroF1", "area", "averagePrecision":
            self = .larger
        case "loss", "validationLoss", "errors", "expectedCalibrationError", "expectedError", "maximumError":
            self = .smaller
        default: return nil
        }
    }

    /// Whether the first value is better than the second.
    package func prefers(_ first: Double, to second: Double) -> Bool {
        self == .larger ? first > second : first < second
    }
}
