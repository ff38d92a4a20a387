import NeuralNet
import Workflow

/// The network of a training as it begins: of layers, from a trained network, or from both.
struct NetworkOrigin {
    /// The network.
    let architecture: Architecture

    /// What it has of the trained network; `nil` without one.
    let transferred: TransferredNetwork?

    /// The number of layers, from the first, that are not trained.
    private let frozenLayers: Int

    /// Finds the network for images.
    ///
    /// - Parameters:
    ///   - layers: the layers of the call; `nil` for those of the trained network, with as many outputs as there are
    ///     classes.
    ///   - trained: the trained network; `nil` for none.
    ///   - frozenLayers: the number of layers, from the first, that are not to be trained.
    /// - Throws: ``Problem`` if there is no such network, or nothing of it to take over, to freeze or to train.
    init(
        layers: [Layer]?, from trained: Architecture?, for images: ImageFacts, frozenLayers: Int
    ) throws(Problem) {
        self.frozenLayers = frozenLayers
        if let trained, trained.input != images.shape {
            throw .trained(
                ArgumentProblem(
                    id: "shape",
                    "the trained network takes images of \(trained.input), but these are \(images.shape)",
                    notes: [images.advice(toBe: trained.input)]))
        }
        let network: Architecture
        switch (layers, trained) {
        case (nil, nil): throw .call(Self.missing)
        case (let layers?, _):
            do {
                network = try Architecture(layers, for: images)
            } catch {
                throw .network(error)
            }
        case (nil, let trained?): network = try Self.architecture(of: trained, for: images)
        }
        guard network.parameters.contains(where: \.tensor.isTrained) else {
            throw .layers(Self.nothingToLearn)
        }
        architecture = network
        transferred = trained.map { TransferredNetwork(network, from: $0) }
        if let trained, let transferred, transferred.sharedTensors.isEmpty {
            throw .layers(Self.nothingShared(by: transferred, trained))
        }
        if let problem = freezingProblem { throw .freezing(problem) }
    }

    /// The parameters to begin with; `nil` for new ones.
    ///
    /// - Parameter model: the trained network.
    func parameters(from model: Model?, seed: UInt64) throws -> Parameters? {
        guard let transferred, let model else { return nil }
        return try transferred.parameters(from: model.parameters(), seed: seed)
    }

    /// How many tensors come from the trained network and which layers are frozen, in sentences; `nil` for a new network.
    var words: String? {
        guard let transferred else { return nil }
        let (shared, all) = (transferred.sharedTensors.count, architecture.parameters.count)
        var text =
            shared == all
            ? (all == 1
                ? "The only tensor comes from the trained network."
                : "All \(all) tensors come from the trained network.")
            : "\(shared) of \(all) tensors \(shared == 1 ? "comes" : "come") from the trained network, "
                + "the \(all - shared == 1 ? "other one is" : "other \(all - shared) are") new."
        if frozenLayers > 0 {
            text +=
                frozenLayers == 1
                ? " The first layer stays as it is." : " The first \(frozenLayers) layers stay as they are."
        }
        return text
    }
}

extension NetworkOrigin {
    /// Why a training cannot begin, and the argument that is at fault.
    enum Problem: Error {
        /// The whole call.
        case call(ArgumentProblem)
        /// The layers, or the images that they are for.
        case network(NetworkProblem)
        /// The layers beside the trained network.
        case layers(ArgumentProblem)
        /// The trained network.
        case trained(ArgumentProblem)
        /// The number of frozen layers.
        case freezing(ArgumentProblem)

        /// The problem at an argument of a call.
        func planned(_ call: PlannedCall<Train.Parameters>) -> PlanningProblem {
            switch self {
            case .call(let problem):
                PlanningProblem(id: problem.id, problem.message, about: nil, notes: problem.notes)
            case .network(let problem): problem.planned(layers: call.layers, images: call.data)
            case .layers(let problem): problem.planned(about: call.layers.isNil ? call.from : call.layers)
            case .trained(let problem): problem.planned(about: call.from)
            case .freezing(let problem): problem.planned(about: call.freeze)
            }
        }

        /// The problem as a run's failure.
        var failure: StepFailure {
            switch self {
            case .network(let problem): problem.failure
            case .call(let problem), .layers(let problem), .trained(let problem), .freezing(let problem):
                problem.failure
            }
        }
    }

    private static let nothingToLearn = ArgumentProblem(
        id: "no-parameters", "the network has no parameters, so there is nothing that it could learn",
        notes: ["add a layer with parameters, such as 'dense', which ends most networks"])

    private static let missing = ArgumentProblem(
        id: "missing-argument", "'train' takes the network's 'layers:', or 'from:' with a trained network",
        notes: ["'train(data, layers: [flatten, dense(10)])' or 'train(data, from: model)'"])

    /// The trained network with as many outputs as there are classes.
    private static func architecture(
        of trained: Architecture, for images: ImageFacts
    ) throws(Problem) -> Architecture {
        if trained.output == Shape([images.classes]) { return trained }
        let classes =
            "the trained network knows \(trained.output) classes, but there \(images.classes == 1 ? "is" : "are") \(images.classes)"
        guard let layers = trained.layers(withOutputs: images.classes),
            let changed = try? Architecture(layers, for: images)
        else {
            throw .trained(
                ArgumentProblem(
                    id: "classes", "\(classes), and its last layer is no 'dense' that could be made anew",
                    notes: ["give the new network's 'layers:'"]))
        }
        return changed
    }

    private static func nothingShared(
        by transferred: TransferredNetwork, _ trained: Architecture
    ) -> ArgumentProblem {
        let (place, own) = (transferred.sharedLayers, transferred.architecture)
        let here = own.layers.indices.contains(place) ? "is '\(own.layers[place].kind.source)'" : "is missing"
        let there =
            trained.layers.indices.contains(place)
            ? "'\(trained.layers[place].kind.source)'" : "none there"
        return ArgumentProblem(
            id: "nothing-shared",
            "nothing of the trained network fits: layer \(place + 1) \(here), but \(there) in the trained network",
            element: own.layers.indices.contains(place) ? place : nil,
            notes: ["layers are taken over from the first on, as long as they are equal"])
    }

    /// Why so many layers cannot be frozen; `nil` if they can.
    private var freezingProblem: ArgumentProblem? {
        guard frozenLayers > 0 else { return nil }
        func problem(_ message: String, _ notes: [String]) -> ArgumentProblem {
            ArgumentProblem(id: "freeze", message, notes: notes)
        }
        let count = architecture.layers.count
        guard frozenLayers <= count else {
            return problem(
                "the network has \(count == 1 ? "one layer" : "\(count) layers"), so \(frozenLayers) cannot be frozen",
                ["a 'residual' counts as one, and so does each 'relu'"])
        }
        guard let transferred else {
            return problem(
                "frozen layers would stay as they were drawn at random",
                ["'from:' names the trained network that they come from"])
        }
        guard frozenLayers <= transferred.sharedLayers else {
            let shared = transferred.sharedLayers
            return problem(
                "layer \(shared + 1) is new, so it must be trained",
                [
                    shared == 1
                        ? "only the first layer comes from the trained network"
                        : "the first \(shared) layers come from the trained network"
                ])
        }
        guard let last = architecture.parameters.last(where: \.tensor.isTrained)?.layer, frozenLayers <= last
        else {
            return problem(
                "with \(frozenLayers == 1 ? "one frozen layer" : "\(frozenLayers) frozen layers"), nothing is left to train",
                architecture.parameters.last(where: \.tensor.isTrained).map {
                    $0.layer > 0 ? ["give at most \($0.layer)"] : ["leave it out"]
                } ?? [])
        }
        return nil
    }
}
