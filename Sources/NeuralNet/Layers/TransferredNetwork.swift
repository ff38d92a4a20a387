/// A network whose first layers are those of a trained one: transfer learning.
///
/// The leading layers whose descriptions and tensors' shapes are equal in both networks take over parameters and running
/// statistics; from the first layer that differs, all are new. Source: Yosinski, Clune, Bengio and Lipson, “How
/// transferable are features in deep neural networks?”, NeurIPS 2014.
public struct TransferredNetwork: Sendable {
    /// The network.
    public let architecture: Architecture

    /// The number of layers, from the first, that are equal in both networks, those without tensors included.
    public let sharedLayers: Int

    /// The names of the tensors that are taken over.
    public let sharedTensors: [String]

    /// Compares a network with the trained one.
    public init(_ architecture: Architecture, from trained: Architecture) {
        func shapes(_ network: Architecture, _ layer: Int) -> [Shape] {
            network.parameters.filter { $0.layer == layer }.map(\.shape)
        }
        let common = min(architecture.layers.count, trained.layers.count)
        let shared =
            (0..<common).first { layer in
                architecture.layers[layer] != trained.layers[layer]
                    || shapes(architecture, layer) != shapes(trained, layer)
            } ?? common
        self.architecture = architecture
        sharedLayers = shared
        sharedTensors = architecture.parameters.filter { $0.layer < shared }.map(\.name)
    }

    /// The parameters to begin with: those of the trained network for the shared layers, and initial ones for the others.
    ///
    /// - Parameter seed: the new tensors get the values that they have in a new network of this seed.
    /// - Throws: ``NetworkError/parameters(_:)`` if the trained network's parameters lack a shared tensor.
    public func parameters(from trained: Parameters, seed: UInt64) throws(NetworkError) -> Parameters {
        var named: [String: Tensor] = [:]
        for (name, tensor) in Parameters(initializing: architecture, seed: seed).tensors {
            named[name] = tensor
        }
        for name in sharedTensors {
            guard let tensor = trained[name] else {
                throw .parameters("the trained network has no tensor '\(name)'")
            }
            named[name] = tensor
        }
        return try Parameters(for: architecture, from: named)
    }
}

extension Architecture {
    /// The layers with another number of outputs of the last dense one; `nil` without a dense layer.
    ///
    /// Only layers of the network itself count, not those within a residual connection.
    public func layers(withOutputs count: Int) -> [Layer]? {
        guard let last = layers.lastIndex(where: { $0.kind is Dense }) else { return nil }
        var layers = layers
        layers[last] = .dense(units: count)
        return layers
    }
}
