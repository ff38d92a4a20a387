import NeuralNet
import Workflow

/// An optimizer with its learning rate, as a notebook writes it.
struct OptimizerSetting: DescribedArgument {
    static let noun = "optimizer"

    static let constructors = [
        Constructor(
            "sgd", "Stochastic gradient descent, optionally with momentum.", Descent.self,
            example: "sgd(learningRate: 0.1, momentum: 0.9, weightDecay: 0.0005, nesterov: true)"
        ) { call in
            OptimizerSetting(
                optimizer: .sgd(
                    momentum: call.momentum, weightDecay: call.weightDecay, nesterov: call.nesterov),
                learningRate: call.learningRate, decayed: call.decay)
        },
        adam,
        Constructor(
            "adamW", "Adam with decoupled weight decay (Loshchilov and Hutter 2019).",
            Moments<SlightDecay>.self,
            example: "adamW(learningRate: 0.003)"
        ) { call in
            OptimizerSetting(
                optimizer: .adamW(
                    beta1: call.beta1, beta2: call.beta2, epsilon: call.epsilon,
                    weightDecay: call.weightDecay), learningRate: call.learningRate,
                decayed: call.decay)
        },
    ]

    static let adam = Constructor(
        "adam", "Adam (Kingma and Ba 2015).", Moments<NoDecay>.self,
        example: "adam(learningRate: 0.001)"
    ) { call in
        OptimizerSetting(
            optimizer: .adam(
                beta1: call.beta1, beta2: call.beta2, epsilon: call.epsilon, weightDecay: call.weightDecay),
            learningRate: call.learningRate, decayed: call.decay)
    }

    let optimizer: Optimizer
    let learningRate: Double
    let decayed: DecayedParameters
}

extension OptimizerSetting {
    private struct Descent: ParameterList {
        let learningRate: Parameter<Double>
        let momentum: Parameter<Double>
        let weightDecay: Parameter<Double>
        let nesterov: Parameter<Bool>
        let decay: Parameter<DecayedParameters>

        init(declaring parameters: inout ParameterDeclarations) {
            learningRate = parameters.labelled(
                "learningRate", limits: .moreThan(0), OptimizerSetting.learningRateDocumentation)
            momentum = parameters.labelled(
                "momentum", default: 0, limits: .range(0..<1), "the factor of the previous velocity")
            weightDecay = parameters.labelled(
                "weightDecay", default: NoDecay.weightDecay, limits: .atLeast(0),
                OptimizerSetting.weightDecayDocumentation)
            nesterov = parameters.labelled(
                "nesterov", default: false, "whether to use Nesterov momentum")
            decay = parameters.labelled("decay", default: .all, OptimizerSetting.decayDocumentation)
        }
    }

    /// The parameters of Adam and its variants.
    private struct Moments<Decay: DefaultDecay>: ParameterList {
        let learningRate: Parameter<Double>
        let beta1: Parameter<Double>
        let beta2: Parameter<Double>
        let epsilon: Parameter<Double>
        let weightDecay: Parameter<Double>
        let decay: Parameter<DecayedParameters>

        init(declaring parameters: inout ParameterDeclarations) {
            learningRate = parameters.labelled(
                "learningRate", default: 0.001, limits: .moreThan(0),
                OptimizerSetting.learningRateDocumentation)
            beta1 = parameters.labelled(
                "beta1", default: 0.9, limits: .range(0..<1), "the decay of the gradient's running mean")
            beta2 = parameters.labelled(
                "beta2", default: 0.999, limits: .range(0..<1),
                "the decay of the squared gradient's running mean")
            epsilon = parameters.labelled(
                "epsilon", default: 1e-8, limits: .moreThan(0), "added to the denominator")
            weightDecay = parameters.labelled(
                "weightDecay", default: Decay.weightDecay, limits: .atLeast(0),
                OptimizerSetting.weightDecayDocumentation)
            decay = parameters.labelled("decay", default: .all, OptimizerSetting.decayDocumentation)
        }
    }

    private static let learningRateDocumentation = "the step size; the peak if there is a schedule"
    private static let weightDecayDocumentation = "how strongly weights are pulled towards 0"
    private static let decayDocumentation =
        "the parameters that 'weightDecay' pulls: all, or only the weights of convolutions and dense layers, not biases and not weight and bias of a normalization"
}

/// The default weight decay.
private protocol DefaultDecay: Sendable {
    static var weightDecay: Double { get }
}

private enum NoDecay: DefaultDecay {
    static let weightDecay = 0.0
}

private enum SlightDecay: DefaultDecay {
    static let weightDecay = 0.01
}
