import NeuralNet
import Workflow

/// Facts of existing images and networks, in the same form as facts before a run.
extension ImageFacts {
    /// The facts of labelled images.
    init(of record: Examples.Record) {
        self.init(
            shape: record.shape, classes: record.classes, content: record.content,
            normalization: PlannedNormalization(of: record.normalization))
        isAugmented = record.augmentation != nil
    }

    /// The facts of a network's input images.
    init(of record: Model.Record) {
        self.init(
            shape: record.architecture.input, classes: record.classes, content: record.content,
            normalization: PlannedNormalization(of: record.normalization))
    }
}
