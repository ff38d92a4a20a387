/// Layers that fit one after the other, with the shapes between them and the parameters they need.
public struct Architecture: Sendable, Hashable {
    /// The shape of one image, `[C, H, W]`.
    public let input: Shape

    /// The layers in order.
    public let layers: [Layer]

    /// The shape of one image's output after each layer.
    public let outputs: [Shape]

    /// The trained tensors in order: for each layer its weight, then its bias.
    public let parameters: [ParameterSpecification]

    /// Finds the shapes between layers.
    ///
    /// - Throws: ``ArchitectureProblem`` for the first layer that does not fit.
    public init(input: Shape, layers: [Layer]) throws(ArchitectureProblem) {
        var shape = input
        var outputs: [Shape] = []
        var parameters: [ParameterSpecification] = []
        var counts: [String: Int] = [:]
        var parameterCount = 0
        guard input.dimensions.allSatisfy({ $0 <= Self.largestCount }), input.count <= Self.largestCount
        else {
            throw ArchitectureProblem(
                layer: 0, message: "images would have more than \(Self.largestCount) numbers")
        }
        for (index, layer) in layers.enumerated() {
            let specification = layer.parameters(for: shape)
            if let specification {
                counts[specification.kind, default: 0] += 1
                let name = "\(specification.kind)\(counts[specification.kind, default: 1])"
                parameters.append(
                    ParameterSpecification(
                        name: "\(name).weight", shape: specification.weight, fanIn: specification.fanIn,
                        layer: index))
                parameters.append(
                    ParameterSpecification(
                        name: "\(name).bias", shape: specification.bias, fanIn: specification.fanIn,
                        layer: index))
            }
            do {
                shape = try layer.outputShape(for: shape)
            } catch {
                throw ArchitectureProblem(layer: index, message: error.message)
            }
            let added = specification?.weight.count ?? 0
            parameterCount = added > Self.largestCount ? added : parameterCount + added
            guard shape.count <= Self.largestCount, parameterCount <= Self.largestCount else {
                throw ArchitectureProblem(
                    layer: index, message: "the network would have more than \(Self.largestCount) numbers")
            }
            outputs.append(shape)
        }
        self.input = input
        self.layers = layers
        self.outputs = outputs
        self.parameters = parameters
    }

    /// The most parameters, and the most numbers of one image after a layer; beyond it nothing could be computed.
    private static let largestCount = 1_000_000_000

    /// The shape of the last layer's output for one image.
    public var output: Shape { outputs.last ?? input }

    /// The number of trained numbers.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.shape.count } }
}

/// A trained tensor.
public struct ParameterSpecification: Sendable, Hashable {
    /// The kind of layer, its number among its kind from 1, and the tensor: `conv2.weight`.
    public let name: String

    /// PyTorch's shape: `[O, I, kH, kW]` or `[O, I]` for weights, `[O]` for a bias.
    public let shape: Shape

    /// The number of inputs that each output sums over.
    public let fanIn: Int

    /// The layer's place in the network, 0-based.
    public let layer: Int
}

/// A layer that does not fit the one before.
public struct ArchitectureProblem: Error, Sendable, Hashable {
    /// The layer's place, 0-based.
    public let layer: Int

    /// What is wrong, in words.
    public let message: String
}

extension Architecture: Codable {
    private enum CodingKeys: CodingKey { case input, layers }

    /// Reads input shape and layers, and checks that they fit.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let input = try container.decode(Shape.self, forKey: .input)
        let layers = try container.decode([Layer].self, forKey: .layers)
        try self.init(input: input, layers: layers)
    }

    /// Writes input shape and layers; the rest follows from them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(input, forKey: .input)
        try container.encode(layers, forKey: .layers)
    }
}

extension Layer {
    /// The layer's trained tensors, where it has any and the input's rank is right.
    fileprivate func parameters(
        for input: Shape
    ) -> (kind: String, weight: Shape, bias: Shape, fanIn: Int)? {
        switch self {
        case .convolution2D(let filters, let kernel, _, _) where input.dimensions.count == 3:
            let channels = input.dimensions[0]
            guard filters >= 1, kernel >= 1 else { return nil }
            return (
                "conv", Shape([filters, channels, kernel, kernel]), Shape([filters]),
                Shape([channels, kernel, kernel]).count
            )
        case .dense(let units) where input.dimensions.count == 1 && units >= 1:
            return ("dense", Shape([units, input.count]), Shape([units]), input.count)
        default: return nil
        }
    }
}
