import NeuralNet
import Workflow

/// What is known of images before they are there: the shape of one, and the number of classes.
struct ImageFacts {
    let shape: Shape
    let classes: Int

    init(shape: Shape, classes: Int) {
        self.shape = shape
        self.classes = classes
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
        self.init(shape: Shape(dimensions), classes: classes)
    }

    /// The facts as a plan carries them.
    var facts: Facts {
        Facts([
            "shape": .array(shape.dimensions.map(Value.integer)), "classes": .integer(classes),
        ])
    }
}
