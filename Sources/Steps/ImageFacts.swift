import NeuralNet
import Workflow

/// What is known of images before they are there: the shape of one, the number of classes, how they are scaled.
struct ImageFacts {
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

    /// Reads the facts of an argument; `nil` where they are not known.
    init?(_ facts: Facts?) {
        guard case .array(let sizes)? = facts?.values["shape"],
            case .integer(let classes)? = facts?.values["classes"]
        else { return nil }
        let dimensions = sizes.compactMap { size in
            if case .integer(let number) = size { number } else { nil }
        }
        guard dimensions.count == sizes.count else { return nil }
        self.init(
            shape: Shape(dimensions), classes: classes,
            normalization: PlannedNormalization(facts?.values["normalization"]))
        isAugmented = facts?.values["augmented"] == .boolean(true)
        if case .integer(let count)? = facts?.values["trainingImages"], count >= 0 { trainingCount = count }
        if case .array(let names)? = facts?.values["classNames"] { classNames = names.map(\.text) }
        if case .boolean(let isPicture)? = facts?.values["picture"] { self.isPicture = isPicture }
    }

    /// The facts as a plan carries them.
    var facts: Facts {
        var values: [String: Value] = [
            "shape": .array(shape.dimensions.map(Value.integer)), "classes": .integer(classes),
            "augmented": .boolean(isAugmented),
        ]
        values["normalization"] = normalization?.value
        values["trainingImages"] = trainingCount.map(Value.integer)
        values["classNames"] = classNames.map { .array($0.map(Value.string)) }
        values["picture"] = isPicture.map(Value.boolean)
        return Facts(values)
    }
}
