public import FoundationEssentials

/// The state of a training at the end of an epoch, from which it can resume.
///
/// Stored as safetensors: the parameters by name, the optimizer's state of each as `name/0` and `name/1`, their average
/// as `name/average` if there is one, the network of the best epoch as `name/best` if it is kept, history and number of
/// steps as metadata.
public struct TrainingCheckpoint: Sendable, Hashable {
    /// The network's state.
    public let state: TrainingState

    /// The measurements so far, one entry for each epoch.
    public let history: TrainingHistory

    /// The network of the best epoch so far; `nil` if it is not kept.
    public let best: Parameters?

    /// The number of epochs done.
    public var epochs: Int { history.epochs.count }

    /// Makes a checkpoint.
    public init(state: TrainingState, history: TrainingHistory, best: Parameters? = nil) {
        self.best = best
        self.state = state
        self.history = history
    }

    /// The checkpoint as bytes; the same checkpoint gives the same bytes.
    public func encoded() throws -> Data {
        var tensors = state.parameters.tensors
        for ((name, _), moments) in zip(state.parameters.tensors, state.moments) {
            for (place, moment) in moments.enumerated() { tensors.append(("\(name)/\(place)", moment)) }
        }
        for (name, tensor) in state.average?.tensors ?? [] { tensors.append(("\(name)/average", tensor)) }
        for (name, tensor) in best?.tensors ?? [] { tensors.append(("\(name)/best", tensor)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(history), as: UTF8.self)
        return try SafeTensors(tensors, metadata: ["history": text, "steps": String(state.steps)]).encoded()
    }

    /// Reads a checkpoint.
    ///
    /// - Parameters:
    ///   - hasAverage: whether the training averages its parameters, so that the checkpoint must have them.
    ///   - hasBest: whether it keeps the best epoch's network, so that the checkpoint must have one.
    ///   - frozenLayers: the number of layers, from the first, that are not trained and have no optimizer's state.
    /// - Throws: ``SafeTensorsProblem``, ``NetworkError/parameters(_:)`` or a decoding error if the bytes are not a
    ///   checkpoint of this network and optimizer.
    public init(
        decoding data: Data, of architecture: Architecture, optimizer: Optimizer, hasAverage: Bool = false,
        hasBest: Bool = false, frozenLayers: Int = 0
    ) throws {
        let file = try SafeTensors(decoding: data)
        func tensor(_ name: String) throws -> Tensor {
            guard let tensor = file[name]?.tensor else {
                throw NetworkError.parameters("there is no tensor '\(name)' of Float32")
            }
            return tensor
        }
        guard let steps = file.metadata["steps"].flatMap({ Int($0) }), let text = file.metadata["history"]
        else {
            throw SafeTensorsProblem("the file is not a training checkpoint")
        }
        let names = architecture.parameters.map(\.name)
        func parameters(_ ending: String) throws -> Parameters {
            try Parameters(
                for: architecture,
                from: Dictionary(uniqueKeysWithValues: names.map { ($0, try tensor($0 + ending)) }))
        }
        let moments = try architecture.parameters.map { specification in
            let isTrained = specification.tensor.isTrained && specification.layer >= frozenLayers
            return try (0..<(isTrained ? optimizer.momentCount : 0)).map {
                try tensor("\(specification.name)/\($0)")
            }
        }
        state = try TrainingState(
            steps: steps, parameters: parameters(""), moments: moments, optimizer: optimizer,
            average: hasAverage ? parameters("/average") : nil)
        best = try hasBest ? parameters("/best") : nil
        history = try JSONDecoder().decode(TrainingHistory.self, from: Data(text.utf8))
    }
}
