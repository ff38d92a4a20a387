import NeuralNet
import Workflow

/// The facts of images before a run: the shape of one, the classes, the normalization.
struct ImageFacts: Fact {
    let shape: Shape
    /// The names of the classes, by label.
    let classNames: [String]
    /// The normalization; `nil` if unknown.
    var normalization: PlannedNormalization?
    /// The meaning of the samples; `nil` if unknown.
    var content: ImageContent?
    /// Whether the training images are augmented.
    var isAugmented = false
    /// The number of training images; `nil` if unknown.
    var trainingCount: Int?

    /// Makes facts, of images as loaded unless a normalization is given.
    init(
        shape: Shape, classes: [String], content: ImageContent?,
        normalization: PlannedNormalization? = .unscaled, trainingCount: Int? = nil
    ) {
        self.shape = shape
        classNames = classes
        self.content = content
        self.normalization = normalization
        self.trainingCount = trainingCount
    }

    /// The number of classes.
    var classes: Int { classNames.count }
}
