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
