/// A trained network in which convolutions and dense layers also compute the batch normalizations behind them.
///
/// A trained batch normalization multiplies each channel by a factor and adds a number, which the layer before it can do
/// with weights times that factor. Outputs differ by rounding only. Source: Jacob and others, “Quantization and Training of Neural
/// Networks for Efficient Integer-Arithmetic-Only Inference”, CVPR 2018, 3.2.
public struct FoldedNetwork: Sendable {
    /// The network without those batch normalizations.
    public let architecture: Architecture

    /// Its tensors.
    public let parameters: Parameters

    /// Folds the batch normalizations of a network.
    ///
    /// - Throws: ``NetworkError`` if the parameters are not the network's.
    public init(_ architecture: Architecture, _ parameters: Parameters) throws(NetworkError) {
        try self.init(architecture, parameters, isFrozen: false)
    }

    /// Folds the batch normalizations of a network, and replaces all else that training computes in another way than use.
    ///
    /// A backward pass through the result gives the gradients of the network in use, as PyTorch's do after `eval()`:
    /// other batch normalizations are products of each channel too, and dropout does nothing.
    ///
    /// - Throws: ``NetworkError`` if the parameters are not the network's.
    init(freezing architecture: Architecture, _ parameters: Parameters) throws(NetworkError) {
        try self.init(architecture, parameters, isFrozen: true)
    }

    private init(
        _ architecture: Architecture, _ parameters: Parameters, isFrozen: Bool
    ) throws(NetworkError) {
        guard isFrozen || architecture.graph.operations.contains(where: \.isBatchNormalization) else {
            (self.architecture, self.parameters) = (architecture, parameters)
            return
        }
        var tensors: [String: [Tensor]] = [:]
        for specification in architecture.parameters {
            guard let tensor = parameters[specification.name] else {
                throw .parameters("there is no tensor '\(specification.name)'")
            }
            tensors[specification.place.module, default: []].append(tensor)
        }
        let layers = architecture.layers
        let chain = try Chain(
            folding: layers, at: LayerPlace.places(of: layers), tensors, isFrozen: isFrozen)
        let folded: Architecture
        do {
            folded = try Architecture(input: architecture.input, layers: chain.layers)
        } catch {
            throw .parameters(error.message)
        }
        var named: [String: Tensor] = [:]
        for (specification, tensor) in zip(folded.parameters, chain.tensors) {
            named[specification.name] = tensor
        }
        self.architecture = folded
        self.parameters = try Parameters(for: folded, from: named)
    }
}

/// Layers one after the other, with their tensors in order.
private struct Chain {
    private(set) var layers: [Layer] = []
    private(set) var tensors: [Tensor] = []

    /// Folds each batch normalization into the convolution or dense layer right before it.
    ///
    /// - Parameters:
    ///   - own: the tensors of each layer, by its module.
    ///   - isFrozen: whether to replace the other layers that training computes in another way.
    init(
        folding layers: [Layer], at places: [LayerPlace], _ own: [String: [Tensor]], isFrozen: Bool
    ) throws(NetworkError) {
        var index = 0
        while index < layers.count {
            let (layer, place) = (layers[index], places[index])
            let mine = own[place.module] ?? []
            index += 1
            if let residual = layer.kind as? Residual {
                let ways = [(residual.body, "body"), (residual.shortcut, "shortcut")]
                var folded: [Chain] = []
                for (way, name) in ways {
                    folded.append(
                        try Chain(
                            folding: way, at: place.places(of: way, in: name), own, isFrozen: isFrozen))
                }
                self.layers.append(.residual(folded[0].layers, shortcut: folded[1].layers))
                tensors += folded[0].tensors + folded[1].tensors
            } else if let multiplying = layer.withBias, index < layers.count,
                layers[index].isBatchNormalization, let weights = layer.kind.weightAndBias(of: mine),
                let factors = BatchNormalization2D().weightAndBias(of: own[places[index].module] ?? [])
            {
                index += 1
                self.layers.append(multiplying)
                tensors += Self.product(weights, factors)
            } else if isFrozen {
                let frozen = FrozenLayer(layer, mine)
                self.layers += frozen.layers
                tensors += frozen.tensors
            } else {
                self.layers.append(layer)
                tensors += mine
            }
        }
    }

    /// Weight and bias of a layer whose outputs are then multiplied and added to.
    private static func product(
        _ own: (weight: Tensor, bias: Tensor), _ further: (weight: Tensor, bias: Tensor)
    ) -> [Tensor] {
        let size = own.weight.shape.count / max(1, own.bias.values.count)
        let weight = own.weight.values.enumerated().map { $1 * further.weight.values[$0 / size] }
        let bias = own.bias.values.indices.map {
            own.bias.values[$0] * further.weight.values[$0] + further.bias.values[$0]
        }
        return [
            Tensor(shape: own.weight.shape, values: weight), Tensor(shape: own.bias.shape, values: bias),
        ]
    }
}

extension Layer {
    /// The layer as one that also adds a number to each output; `nil` unless it is a product with a weight.
    fileprivate var withBias: Layer? {
        if kind is Dense { return self }
        guard var convolution = kind as? Convolution2D else { return nil }
        convolution.hasBias = true
        return Layer(convolution)
    }

    fileprivate var isBatchNormalization: Bool {
        kind is BatchNormalization2D || kind is BatchNormalization1D
    }
}

extension NetworkGraph.Operation {
    fileprivate var isBatchNormalization: Bool {
        if case .layer(let layer) = computation { layer.kind is BatchNormalization2D } else { false }
    }
}
