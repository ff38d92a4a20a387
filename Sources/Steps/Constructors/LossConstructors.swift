import FoundationEssentials
import NeuralNet
import Workflow

/// A loss, as a notebook writes it.
struct LossSetting: DescribedArgument {
    static let noun = "loss"

    static let constructors = [crossEntropy]

    static let crossEntropy = Constructor(
        "crossEntropy",
        "The cross-entropy of the classes, smoothed and weighted if wanted: torch.nn.CrossEntropyLoss.",
        Arguments.self,
        example: "crossEntropy(labelSmoothing: 0.1)"
    ) { call in LossSetting(labelSmoothing: call.labelSmoothing, classWeights: call.classWeights) }

    /// The weights of the classes.
    enum ClassWeights: ArgumentValue {
        /// Inversely proportional to the classes' numbers of images.
        case balanced
        case given([Double])

        static var valueType: ValueType { .either([.symbol(["balanced"]), [Double].valueType]) }

        init?(argument: Value) {
            if case .symbol("balanced") = argument {
                self = .balanced
            } else if let weights = [Double](argument: argument) {
                self = .given(weights)
            } else {
                return nil
            }
        }
    }

    private struct Arguments: ParameterList {
        let labelSmoothing: Parameter<Double>
        let classWeights: Parameter<ClassWeights?>

        init(declaring parameters: inout ParameterDeclarations) {
            labelSmoothing = parameters.labelled(
                "labelSmoothing", default: 0, limits: .range(0..<1),
                "the share of each target that is spread over all classes")
            classWeights = parameters.labelled(
                "classWeights",
                "a weight for each class, in the order of the classes, each more than 0, or .balanced for n/(K·n_c), with n_c of the n training images in one of the K classes; nil for 1"
            )
        }
    }

    let labelSmoothing: Double
    let classWeights: ClassWeights?

    /// Why the weights are not those of these classes; `nil` if they may be.
    func problem(with classes: [String]) -> ArgumentProblem? {
        guard case .given(let weights)? = classWeights else { return nil }
        guard weights.count == classes.count else {
            return ArgumentProblem(
                id: "class-weights",
                "there \(weights.count == 1 ? "is one class weight" : "are \(weights.count) class weights"), "
                    + "but \(classes.count == 1 ? "one class" : "\(classes.count) classes")",
                notes: ["'classWeights: .balanced' takes them from the classes' numbers of images"])
        }
        guard let wrong = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) else { return nil }
        return ArgumentProblem(
            id: "class-weights", "a class weight is more than 0, but that of '\(classes[wrong])' is not")
    }

    /// The loss, of a training on images with these labels.
    func loss(of labels: Data, classes: Int) -> CrossEntropyLoss {
        let weights: [Double]? =
            switch classWeights {
            case nil: nil
            case .balanced: CrossEntropyLoss.balancedWeights(of: labels, classes: classes)
            case .given(let given): given
            }
        return CrossEntropyLoss(labelSmoothing: labelSmoothing, classWeights: weights)
    }
}
