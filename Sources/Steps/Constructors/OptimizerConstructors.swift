import NeuralNet
import Workflow

/// The optimizers and the learning-rate schedules as a notebook names them.
enum OptimizerConstructors {
    /// Every optimizer's and every schedule's constructor.
    static let all: [Signature] = [
        Signature(
            "sgd", "Stochastic gradient descent, with momentum where it is given.",
            parameters: [
                learningRate(default: nil),
                Parameter(
                    "momentum", .float, default: .float(0), limits: .range(0..<1),
                    "the share of the last step kept"),
                weightDecay(default: 0),
                Parameter(
                    "nesterov", .boolean, default: .boolean(false), "whether the gradient is taken ahead"),
            ], result: optimizerKind),
        Signature(
            "adam", "Adam (Kingma and Ba 2015).", parameters: adamParameters(weightDecay: 0),
            result: optimizerKind),
        Signature(
            "adamW", "Adam with decoupled weight decay (Loshchilov and Hutter 2019).",
            parameters: adamParameters(weightDecay: 0.01), result: optimizerKind),
        Signature("constant", "The same learning rate throughout.", result: scheduleKind),
        Signature(
            "cosine", "From the learning rate down along half a cosine.",
            parameters: [
                Parameter("floor", .float, default: .float(0), limits: .atLeast(0), "the last learning rate")
            ], result: scheduleKind),
        Signature(
            "oneCycle", "Up to the learning rate, then down to almost nothing (Smith and Topin 2018).",
            parameters: [
                Parameter(
                    "warmup", .float, default: .float(0.25), limits: .range(0...1),
                    "the share of the steps on the way up")
            ], result: scheduleKind),
    ]

    static let optimizerKind = ValueType.configuration("optimizer")
    static let scheduleKind = ValueType.configuration("schedule")

    /// `adam()` with its defaults.
    static let defaultOptimizer = Value.configuration(
        Configuration(
            name: "adam",
            arguments: Dictionary(
                uniqueKeysWithValues: adamParameters(weightDecay: 0).compactMap { parameter in
                    parameter.defaultValue.map { (parameter.name, $0) }
                })))

    /// `constant`
    static let defaultSchedule = Value.configuration(Configuration(name: "constant", arguments: [:]))

    /// The optimizer that a constructor's call describes, with its learning rate.
    static func optimizer(_ value: Value) -> (optimizer: Optimizer, learningRate: Double) {
        guard case .configuration(let configuration) = value else {
            preconditionFailure("\(value) is no optimizer")
        }
        let call = StepCall(arguments: configuration.arguments)
        let rate = call.float("learningRate")
        switch configuration.name {
        case "sgd":
            return (
                .sgd(
                    momentum: call.float("momentum"), weightDecay: call.float("weightDecay"),
                    nesterov: call.boolean("nesterov")), rate
            )
        case "adam":
            return (
                .adam(
                    beta1: call.float("beta1"), beta2: call.float("beta2"), epsilon: call.float("epsilon"),
                    weightDecay: call.float("weightDecay")), rate
            )
        case "adamW":
            return (
                .adamW(
                    beta1: call.float("beta1"), beta2: call.float("beta2"), epsilon: call.float("epsilon"),
                    weightDecay: call.float("weightDecay")), rate
            )
        default: preconditionFailure("no optimizer '\(configuration.name)'")
        }
    }

    /// The schedule that a constructor's call describes.
    static func schedule(_ value: Value) -> LearningRateSchedule {
        guard case .configuration(let configuration) = value else {
            preconditionFailure("\(value) is no schedule")
        }
        let call = StepCall(arguments: configuration.arguments)
        switch configuration.name {
        case "constant": return .constant
        case "cosine": return .cosine(floor: call.float("floor"))
        case "oneCycle": return .oneCycle(warmup: call.float("warmup"))
        default: preconditionFailure("no schedule '\(configuration.name)'")
        }
    }

    private static func learningRate(default value: Double?) -> Parameter {
        Parameter(
            "learningRate", .float, default: value.map(Value.float), limits: .moreThan(0),
            "how far a step goes; the peak where there is a schedule")
    }

    private static func weightDecay(default value: Double) -> Parameter {
        Parameter(
            "weightDecay", .float, default: .float(value), limits: .atLeast(0),
            "how strongly weights are drawn to 0")
    }

    private static func adamParameters(weightDecay decay: Double) -> [Parameter] {
        [
            learningRate(default: 0.001),
            Parameter(
                "beta1", .float, default: .float(0.9), limits: .range(0..<1),
                "the memory of the gradient's mean"),
            Parameter(
                "beta2", .float, default: .float(0.999), limits: .range(0..<1),
                "the memory of the gradient's square"),
            Parameter(
                "epsilon", .float, default: .float(1e-8), limits: .moreThan(0), "added to the divisor"),
            weightDecay(default: decay),
        ]
    }
}
