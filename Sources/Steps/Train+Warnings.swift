import NeuralNet
import Workflow

extension Train {
    /// What the settings of a call ask for in vain, as far as it is known before the run.
    static func warnings(on call: PlannedCall<Parameters>) -> [PlanningProblem] {
        var warnings: [PlanningProblem] = []
        func warn(_ problem: ArgumentProblem?, about argument: any AnyKnownArgument) {
            if let problem { warnings.append(problem.planned(about: argument)) }
        }
        let (optimizer, epochs) = (call.optimizer.value, call.epochs.value)
        warn(optimizer?.warning, about: call.optimizer)
        warn(
            call.schedule.value?.warning(learningRate: optimizer?.learningRate, epochs: epochs),
            about: call.schedule)
        if case let stop?? = call.stop.value, let epochs, let keep = call.keep.value {
            warn(stop.warning(epochs: epochs, keep: keep), about: call.stop)
        }
        if case let average?? = call.average.value { warn(average.warning, about: call.average) }
        if case let layers?? = call.layers.value { warn(warning(onLastOf: layers), about: call.layers) }
        if call.batchSize.value == 1, call.data.facts[ImageFacts.self]?.isMixed == true {
            warn(aloneInBatches, about: call.batchSize)
        }
        return warnings
    }

    private static let aloneInBatches = ArgumentProblem(
        id: "mixup",
        "an image alone in its batch has none to be mixed with, so 'mixup' of 'augment' does nothing",
        notes: ["images are mixed with others of their batch: give at least 'batchSize: 2'"])

    /// That the last layer restricts the logits; `nil` if it does not.
    private static func warning(onLastOf layers: [Layer]) -> ArgumentProblem? {
        guard let place = layers.lastIndex(where: { !$0.keepsLogits }), layers[place].isActivation else {
            return nil
        }
        return ArgumentProblem(
            id: "activation",
            "the network ends in '\(layers[place].name)', but the loss takes what the last 'dense' gives, whatever its sign and size",
            element: place, label: "leave it out",
            notes: ["'train' and 'evaluate' apply softmax to the output of the last layer"])
    }
}

extension Layer {
    /// Whether its outputs are its inputs, in training or after it.
    fileprivate var keepsLogits: Bool { kind is Flatten || kind is Dropout || kind is Dropout2D }

    /// Whether it applies a function to each value.
    fileprivate var isActivation: Bool {
        switch kind {
        case is ReLU, is LeakyReLU, is GELU, is SiLU, is Sigmoid, is Tanh: true
        default: false
        }
    }
}

extension OptimizerSetting {
    /// That it chooses parameters for a weight decay that it does not have; `nil` if it has one, or makes no choice.
    fileprivate var warning: ArgumentProblem? {
        let weightDecay =
            switch optimizer {
            case .sgd(_, let weightDecay, _): weightDecay
            case .adam(_, _, _, let weightDecay), .adamW(_, _, _, let weightDecay): weightDecay
            }
        guard decayed != .all, weightDecay == 0 else { return nil }
        return ArgumentProblem(
            id: "decay", "'decay: .\(decayed.rawValue)' does nothing without a weight decay",
            notes: ["give one too: 'weightDecay: 0.0005'"])
    }
}

extension AverageSetting {
    /// That it keeps nothing of earlier steps; `nil` if it does.
    fileprivate var warning: ArgumentProblem? {
        guard decay == 0 else { return nil }
        return ArgumentProblem(
            id: "average",
            "an average that keeps nothing of earlier steps is the weights after the last step",
            notes: ["'ema(decay: 0.999)' keeps most of it at each step"])
    }
}

extension StoppingSetting {
    /// That a training is over before it could stop; `nil` if it is not, or the measurement chooses the kept epoch.
    fileprivate func warning(epochs: Int, keep: KeptEpoch) -> ArgumentProblem? {
        // The first epoch may be the best, and stopping after the last is none.
        guard epochs - 2 < patience, keep == .last || quantity == .validationLoss else { return nil }
        let own = patience == 1 ? "one epoch" : "\(NumberText.grouped(patience)) epochs"
        let all = epochs == 1 ? "one" : NumberText.grouped(epochs)
        return ArgumentProblem(
            id: "patience", "a patience of \(own) never ends a training of \(all) early",
            notes: ["it could end one of \(NumberText.grouped(patience + 2)) epochs or more"])
    }
}
