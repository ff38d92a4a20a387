public import FoundationEssentials

/// A trained network with 8-bit weights.
///
/// Each output channel or unit has a scale of its own: weight = scale × integer, with integers from −127 to 127. Biases
/// stay Float32. Source: R. Krishnamoorthi, "Quantizing deep convolutional networks for efficient inference", 2018, 2.2
/// (symmetric, per channel).
public struct QuantizedNetwork: Sendable, Hashable {
    /// A layer's weight.
    public struct Weight: Sendable, Hashable {
        /// PyTorch's shape: `[O, I, kH, kW]` or `[O, I]`.
        public let shape: Shape
        /// The integers, one byte each in two's complement, in the shape's order.
        public let integers: Data
        /// The scale of each output, `[O]`.
        public let scales: [Float]
        /// The bias of each output, `[O]`.
        public let bias: [Float]
    }

    /// The network's layers.
    public let architecture: Architecture

    /// The weights of the layers that have parameters, in order.
    public let weights: [Weight]

    /// Quantizes a network's weights.
    ///
    /// - Precondition: all parameters are finite.
    /// - Throws: ``NetworkError/layer(_:)`` for a layer that is not a product with a weight plus a bias.
    public init(_ architecture: Architecture, _ parameters: Parameters) throws(NetworkError) {
        self.architecture = architecture
        var weights: [Weight] = []
        for (layer, names) in Self.layers(of: architecture) {
            let tensors = names.compactMap { parameters[$0] }
            guard let (weight, bias) = layer.kind.weightAndBias(of: tensors) else { throw .layer(layer.name) }
            weights.append(Self.rounded(weight, bias: bias.values))
        }
        self.weights = weights
    }

    /// The layers that have parameters, layers within others included, with these parameters' names.
    private static func layers(of architecture: Architecture) -> [(layer: Layer, parameters: [String])] {
        let names = Dictionary(grouping: architecture.parameters, by: \.operation).mapValues {
            $0.map(\.name)
        }
        return architecture.graph.operations.enumerated().compactMap { index, operation in
            guard case .layer(let layer) = operation.computation, let names = names[index] else { return nil }
            return (layer, names)
        }
    }

    private static func rounded(_ weight: Tensor, bias: [Float]) -> Weight {
        let size = weight.shape.count / max(1, bias.count)
        var integers = Data(capacity: weight.values.count)
        var scales: [Float] = []
        for output in bias.indices {
            let values = weight.values[output * size..<(output + 1) * size]
            let largest = values.reduce(0) { max($0, $1.magnitude) }
            // If all weights are 0, or too small for a scale, any scale will do.
            let scale = largest / 127 > 0 ? largest / 127 : 1
            scales.append(scale)
            for value in values {
                let integer = Int8(clamping: Int((value / scale).rounded(.toNearestOrEven)))
                integers.append(UInt8(bitPattern: integer))
            }
        }
        return Weight(shape: weight.shape, integers: integers, scales: scales, bias: bias)
    }

    /// The dequantized parameters, with which the engine can measure the quantization error.
    ///
    /// - Throws: ``NetworkError`` if the architecture has other parameters.
    public func parameters() throws(NetworkError) -> Parameters {
        var named: [String: Tensor] = [:]
        for ((layer, names), weight) in zip(Self.layers(of: architecture), weights) {
            let size = weight.integers.count / max(1, weight.scales.count)
            let values = weight.integers.enumerated().map { place, byte in
                weight.scales[place / size] * Float(Int8(bitPattern: byte))
            }
            let tensors = layer.kind.tensors(
                weight: Tensor(shape: weight.shape, values: values),
                bias: Tensor(shape: Shape([weight.bias.count]), values: weight.bias))
            for (name, tensor) in zip(names, tensors) { named[name] = tensor }
        }
        return try Parameters(for: architecture, from: named)
    }
}
