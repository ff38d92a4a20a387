public import NeuralNet
public import Workflow

extension LearningRateSchedule: DescribedArgument {
    /// The kind of description.
    public static let noun = "schedule"

    /// The learning-rate schedules as a notebook writes them.
    public static let constructors = [
        constantRate,
        Constructor(
            "step", "The learning rate, multiplied by a factor after every so many epochs.", Steps.self,
            example: "step(every: 10, factor: 0.1)"
        ) { call in LearningRateSchedule.step(every: call.every, factor: call.factor) },
        Constructor(
            "exponential",
            "The learning rate, multiplied by a factor in the course of every epoch, a little at each step.",
            Exponential.self,
            example: "exponential(factor: 0.9)"
        ) { call in LearningRateSchedule.exponential(factor: call.factor) },
        Constructor(
            "linear", "From the learning rate along a straight line to a share of it at the end.",
            Linear.self,
            example: "linear(to: 0.1)"
        ) { call in LearningRateSchedule.linear(end: call.to) },
        Constructor(
            "cosine",
            "Cosine annealing, from the learning rate down along half a cosine, after a linear warm-up if wanted.",
            Cosine.self,
            example: "cosine(warmup: 0.05)"
        ) { call in LearningRateSchedule.cosine(floor: call.floor, warmup: call.warmup) },
        Constructor(
            "oneCycle",
            "The one-cycle policy, up to the learning rate, then down to almost 0 (Smith and Topin 2018).",
            OneCycle.self,
            example: "oneCycle(warmup: 0.25)"
        ) { call in LearningRateSchedule.oneCycle(warmup: call.warmup) },
    ]

    static let constantRate = Constructor(
        "constant", "The same learning rate throughout.", LearningRateSchedule.constant)

    private struct Steps: ParameterList {
        let every: Parameter<Int>
        let factor: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            every = parameters.labelled(
                "every", limits: .range(1...100_000), unit: "epochs",
                "the number of epochs between two changes")
            factor = parameters.labelled(
                "factor", default: 0.1, limits: .moreThan(0), "what the learning rate is multiplied by")
        }
    }

    private struct Exponential: ParameterList {
        let factor: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            factor = parameters.labelled(
                "factor", limits: .moreThan(0), "what an epoch multiplies the learning rate by")
        }
    }

    private struct Linear: ParameterList {
        let to: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            to = parameters.labelled(
                "to", default: 0, limits: .atLeast(0), "the share of the learning rate that it goes towards")
        }
    }

    private struct Cosine: ParameterList {
        let floor: Parameter<Double>
        let warmup: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            floor = parameters.labelled(
                "floor", default: 0, limits: .atLeast(0), "the learning rate that it falls towards")
            warmup = parameters.labelled(
                "warmup", default: 0, limits: .range(0..<1),
                "the share of the steps in which the learning rate first rises linearly, from a hundredth of it"
            )
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
