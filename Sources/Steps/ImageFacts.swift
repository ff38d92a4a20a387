import NeuralNet
import Workflow

/// The facts of images before a run: the shape of one, the number of classes, the normalization.
struct ImageFacts: Fact {
    let shape: Shape
    let classes: Int
    /// The normalization; `nil` if unknown.
    var normalization: PlannedNormalization?
    /// Whether the training images are augmented.
    var isAugmented = false
    /// The number of training images; `nil` if unknown.
    var trainingCount: Int?
    /// The names of the classes; `nil` if unknown.
    var classNames: [String]?
    /// The meaning of the samples; `nil` if unknown.
    var content: ImageContent?

    init(shape: Shape, classes: Int, normalization: PlannedNormalization?) {
        self.shape = shape
        self.classes = classes
        self.normalization = normalization
    }

    /// The facts of images as loaded.
    init(loaded shape: Shape, classes: [String], content: ImageContent?, trainingCount: Int? = nil) {
        self.init(shape: shape, classes: classes.count, normalization: .unscaled)
        classNames = classes
        self.content = content
        self.trainingCount = trainingCount
    }
}
