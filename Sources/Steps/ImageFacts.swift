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
    /// Whether 255 is light, as in a photograph; else it is ink. `nil` where that is not known.
    var isPicture: Bool?

    init(shape: Shape, classes: Int, normalization: PlannedNormalization?) {
        self.shape = shape
        self.classes = classes
        self.normalization = normalization
    }
}
