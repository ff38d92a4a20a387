public import FoundationEssentials

/// A trained network with weights of 8 or 16 bits.
///
/// Each output channel or unit has a scale of its own: weight = scale × integer, with integers from −127 to 127, or from
/// −32,767 to 32,767. Biases stay Float32. Source: R. Krishnamoorthi, "Quantizing deep convolutional networks for
/// efficient inference", 2018, 2.2 (symmetric, per channel).
public struct QuantizedNetwork: Sendable, Hashable {
    /// The width of the integers.
    public enum Width: Int, Sendable, Hashable {
        /// One byte.
        case bits8 = 8
        /// Two bytes, little-endian.
        case bits16 = 16

        /// The largest integer; the least is its negative.
        fileprivate var largest: Float { self == .bits8 ? 127 : 32_767 }

        /// The bytes of one integer.
        fileprivate var bytes: Int { rawValue / 8 }
    }

    /// A layer's weight.
    public struct Weight: Sendable, Hashable {
        /// PyTorch's shape: `[O, I, kH, kW]` or `[O, I]`.
        public let shape: Shape
        /// The integers in two's complement, in the shape's order.
        public let integers: Data
        /// The scale of each output, `[O]`.
        public let scales: [Float]
        /// The bias of each output, `[O]`.
        public let bias: [Float]
    }

    /// The network's layers.
    public let architecture: Architecture

    /// The width of all integers.
    public let width: Width

    /// The weights of the layers that have parameters, in order.
    public let weights: [Weight]

    /// Quantizes a network's weights.
    ///
    /// - Precondition: all parameters are finite.
    /// - Throws: ``NetworkError/layer(_:)`` for a layer that is not a product with a weight plus a bias.
    public init(
        _ architecture: Architecture, _ parameters: Parameters, width: Width = .bits8
    ) throws(NetworkError) {
        self.architecture = architecture
        self.width = width
        var weights: [Weight] = []
        for (layer, names) in Self.layers(of: architecture) {
            let tensors = names.compactMap { parameters[$0] }
            guard let (weight, bias) = layer.kind.weightAndBias(of: tensors) else { throw .layer(layer.name) }
            weights.append(Self.rounded(weight, bias: bias.values, width))
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

    private static func rounded(_ weight: Tensor, bias: [Float], _ width: Width) -> Weight {
        let size = weight.shape.count / max(1, bias.count)
        var integers = Data(capacity: weight.values.count * width.bytes)
        var scales: [Float] = []
        for output in bias.indices {
            let values = weight.values[output * size..<(output + 1) * size]
            let largest = values.reduce(0) { max($0, $1.magnitude) } / width.largest
            // If all weights are 0, or too small for a scale, any scale will do.
            let scale = largest > 0 ? largest : 1
            scales.append(scale)
            for value in values {
                // The quotient may be rounded beyond the largest integer.
                let quotient = max(-width.largest, min(width.largest, value / scale))
                let integer = Int16(quotient.rounded(.toNearestOrEven))
                integers.append(UInt8(truncatingIfNeeded: integer))
                if width == .bits16 { integers.append(UInt8(truncatingIfNeeded: integer >> 8)) }
            }
        }
        return Weight(shape: weight.shape, integers: integers, scales: scales, bias: bias)
    }

    /// The integers of a weight.
    private func integers(of weight: Weight) -> [Float] {
        let bytes = [UInt8](weight.integers)
        switch width {
        case .bits8: return bytes.map { Float(Int8(bitPattern: $0)) }
        case .bits16:
            return stride(from: 0, to: bytes.count, by: 2).map { place in
                Float(Int16(truncatingIfNeeded: Int(bytes[place]) | Int(bytes[place + 1]) << 8))
            }
        }
    }

    /// The dequantized parameters, with which the engine can measure the quantization error.
    ///
    /// - Throws: ``NetworkError`` if the architecture has other parameters.
    public func parameters() throws(NetworkError) -> Parameters {
        var named: [String: Tensor] = [:]
        for ((layer, names), weight) in zip(Self.layers(of: architecture), weights) {
            let integers = integers(of: weight)
            let size = integers.count / max(1, weight.scales.count)
            let values = integers.enumerated().map { weight.scales[$0 / size] * $1 }
            let tensors = layer.kind.tensors(
                weight: Tensor(shape: weight.shape, values: values),
                bias: Tensor(shape: Shape([weight.bias.count]), values: weight.bias))
            for (name, tensor) in zip(names, tensors) { named[name] = tensor }
        }
        return try Parameters(for: architecture, from: named)
    }
}
