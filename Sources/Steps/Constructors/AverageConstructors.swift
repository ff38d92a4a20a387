import Workflow

/// An average of the weights over the steps of a training, as a notebook writes it.
struct AverageSetting: DescribedArgument {
    static let noun = "average"

    static let constructors = [
        Constructor(
            "ema",
            "The exponential moving average of all weights and running statistics over the steps of a training.",
            Arguments.self,
            example: "ema(decay: 0.999)"
        ) { call in AverageSetting(decay: call.decay) }
    ]

    private struct Arguments: ParameterList {
        let decay: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            decay = parameters.labelled(
                "decay", default: 0.999, limits: .range(0..<1),
                "the share of the average that a step keeps; the rest is taken from the weights after it")
        }
    }

    let decay: Double
}
