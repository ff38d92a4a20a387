import NeuralNet
import Workflow

/// What is known once images or networks are there, in the words in which it is known before.
extension ImageFacts {
    /// The facts of labelled images.
    init(of record: Examples.Record) {
        self.init(
            shape: record.shape, classes: record.classes.count,
            normalization: PlannedNormalization(of: record.normalization))
        isAugmented = record.augmentation != nil
        classNames = record.classes
    }

    /// The facts of the images that a network takes.
    init(of record: Model.Record) {
        self.init(
            shape: record.architecture.input, classes: record.classes.count,
            normalization: PlannedNormalization(of: record.normalization))
        classNames = record.classes
    }
}

extension PlannedNormalization {
    /// How images are scaled that are there; `nil` for not at all.
    init(of normalization: Normalization?) {
        self =
            normalization.map { .given(mean: $0.mean, standardDeviation: $0.standardDeviation) } ?? .unscaled
    }
}
