public import NeuralNet
public import Workflow

extension LearningRateSchedule: DescribedArgument {
    /// The kind of description.
    public static let noun = "schedule"

    /// The learning-rate schedules as a notebook writes them.
    public static let constructors = [
        constantRate,
        Constructor(
            "cosine", "Cosine annealing, from the learning rate down along half a cosine.", Cosine.self
        ) { call in LearningRateSchedule.cosine(floor: call.floor) },
        Constructor(
            "oneCycle",
            "The one-cycle policy, up to the learning rate, then down to almost 0 (Smith and Topin 2018).",
            OneCycle.self
        ) { call in LearningRateSchedule.oneCycle(warmup: call.warmup) },
    ]

    static let constantRate = Constructor(
        "constant", "The same learning rate throughout.", LearningRateSchedule.constant)

    private struct Cosine: ParameterList {
        let floor: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            floor = parameters.labelled(
                "floor", default: 0, limits: .atLeast(0), "the last learning rate")
        }
    }

    private struct OneCycle: ParameterList {
        let warmup: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            warmup = parameters.labelled(
                "warmup", default: 0.25, limits: .range(0...1), "the share of the steps in the warm-up")
        }
    }
}
