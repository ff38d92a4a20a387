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
    /// - Throws: ``NetworkError/layer(_:)`` for a layer whose tensors are not a weight and a bias.
    public init(_ architecture: Architecture, _ parameters: Parameters) throws(NetworkError) {
        self.architecture = architecture
        var weights: [Weight] = []
        for (weight, bias) in try Self.pairs(of: architecture) {
            guard let weight = parameters[weight.name], let bias = parameters[bias.name] else {
                throw .parameters("there is no tensor '\(weight.name)'")
            }
            weights.append(Self.rounded(weight, bias: bias.values))
        }
        self.weights = weights
    }

    /// The weight and the bias of each layer that has parameters.
    private static func pairs(
        of architecture: Architecture
    ) throws(NetworkError) -> [(weight: ParameterSpecification, bias: ParameterSpecification)] {
        var pairs: [(weight: ParameterSpecification, bias: ParameterSpecification)] = []
        for (layer, kind) in architecture.layers.enumerated() {
            let own = architecture.parameters.filter { $0.layer == layer }
            guard !own.isEmpty else { continue }
            guard own.map(\.tensor.name) == ["weight", "bias"] else { throw .layer(kind.name) }
            pairs.append((own[0], own[1]))
        }
        return pairs
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
        for (pair, weight) in zip(try Self.pairs(of: architecture), weights) {
            let size = weight.integers.count / max(1, weight.scales.count)
            let values = weight.integers.enumerated().map { place, byte in
                weight.scales[place / size] * Float(Int8(bitPattern: byte))
            }
            named[pair.weight.name] = Tensor(shape: weight.shape, values: values)
            named[pair.bias.name] = Tensor(shape: Shape([weight.bias.count]), values: weight.bias)
        }
        return try Parameters(for: architecture, from: named)
    }
}
