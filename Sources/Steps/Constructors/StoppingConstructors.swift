import NeuralNet
import Workflow

/// When a training stops before its last epoch, as a notebook writes it.
struct StoppingSetting: DescribedArgument {
    static let noun = "stopping rule"

    static let constructors = [
        Constructor(
            "patience",
            "Stops a training when the measurement of the validation images has not improved for some epochs.",
            Arguments.self,
            example: "patience(epochs: 5, of: .validationLoss)"
        ) { call in StoppingSetting(patience: call.epochs, quantity: call.of) }
    ]

    private struct Arguments: ParameterList {
        let epochs: Parameter<Int>
        let of: Parameter<EpochSelection.Quantity>

        init(declaring parameters: inout ParameterDeclarations) {
            epochs = parameters.labelled(
                "epochs", limits: .range(1...100_000), unit: "epochs",
                "the number of epochs in a row, none better than the best before them, after which it stops")
            of = parameters.labelled("of", default: .validationLoss, "the measurement that is to improve")
        }
    }

    let patience: Int
    let quantity: EpochSelection.Quantity
}

/// The epoch whose network a training gives.
enum KeptEpoch: String, SymbolArgument {
    case last
    case best
}

extension EpochSelection {
    /// The selection of a call: the best epoch is that of the least validation loss, unless the rule to stop watches
    /// something else.
    init(stop: StoppingSetting?, keep: KeptEpoch) {
        self.init(
            quantity: stop?.quantity ?? .validationLoss, patience: stop?.patience, keepsBest: keep == .best)
    }

    /// Why epochs cannot be compared; `nil` if they can, or need not be.
    ///
    /// - Parameter isValidated: whether images are held out, or the data set has validation images of its own.
    func problem(isValidated: Bool) -> ArgumentProblem? {
        guard compares, !isValidated else { return nil }
        return ArgumentProblem(
            id: "validation",
            "epochs are compared by their validation \(quantity.noun), but no images are held out",
            notes: ["hold some of the training images out: 'validation: 0.1'"])
    }

    /// What happened to a training that was to run some epochs, in sentences; `nil` if it gave the last of all.
    func words(on history: TrainingHistory) -> String? {
        var sentences: [String] = []
        if let planned = history.plannedEpochs, let patience {
            let epochs = patience == 1 ? "one epoch" : "\(patience) epochs"
            sentences.append(
                "The training stopped early, after epoch \(history.epochs.count) of \(planned): the validation "
                    + "\(quantity.noun) had not improved for \(epochs).")
        }
        if let kept = history.keptEpoch {
            sentences.append(
                "The network is that of epoch \(kept), which has the \(quantity.best) validation \(quantity.noun)."
            )
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}

extension EpochSelection.Quantity {
    fileprivate var noun: String { self == .validationLoss ? "loss" : "accuracy" }
    fileprivate var best: String { self == .validationLoss ? "least" : "highest" }
}
