import NeuralNet
import Workflow

/// What is known of images before they are there: the shape of one, the number of classes, how they are scaled.
struct ImageFacts: Fact {
    let shape: Shape
    let classes: Int
    /// How they are scaled; `nil` where that is not known.
    var normalization: PlannedNormalization?
    /// Whether those to train on are changed at random.
    var isAugmented = false
    /// How many there are to train on; `nil` where that is not known.
    var trainingCount: Int?
    /// What the classes are called; `nil` where that is not known.
    var classNames: [String]?
    /// What the samples stand for; `nil` where that is not known.
    var content: ImageContent?

    init(shape: Shape, classes: Int, normalization: PlannedNormalization?) {
        self.shape = shape
        self.classes = classes
        self.normalization = normalization
    }

    /// What is known of images as they are loaded.
    init(loaded shape: Shape, classes: [String], content: ImageContent?, trainingCount: Int? = nil) {
        self.init(shape: shape, classes: classes.count, normalization: .unscaled)
        classNames = classes
        self.content = content
        self.trainingCount = trainingCount
    }
}
