/// A sequence of layers whose shapes match, with the shapes between them and their parameters.
public struct Architecture: Sendable, Hashable {
    /// The shape of one image, `[C, H, W]`.
    public let input: Shape

    /// The layers in order.
    public let layers: [Layer]

    /// The shape of one image's output after each layer.
    public let outputs: [Shape]

    /// The operations that the layers compute.
    public let graph: NetworkGraph

    /// The tensors of all layers, in order.
    public let parameters: [ParameterSpecification]

    /// Infers the shapes between layers.
    ///
    /// - Throws: ``ArchitectureProblem`` for the first layer that does not fit.
    public init(input: Shape, layers: [Layer]) throws(ArchitectureProblem) {
        do {
            try self.init(connecting: layers, input: input)
        } catch {
            throw NetworkAdvice(for: error, in: layers, input: input).problem
        }
    }

    /// Infers the shapes between layers.
    ///
    /// - Throws: ``NetworkFault`` for the first layer that does not fit.
    init(connecting layers: [Layer], input: Shape) throws(NetworkFault) {
        guard input.dimensions.allSatisfy({ $0 <= Self.largestCount }), input.count <= Self.largestCount
        else {
            throw NetworkFault(
                layer: 0, problem: LayerProblem("images would have more than \(Self.largestCount) numbers"))
        }
        var graph = NetworkGraph(input: input)
        var outputs: [Shape] = []
        var parameters = ParameterList()
        for (layer, place) in zip(layers, LayerPlace.places(of: layers)) {
            let first = graph.operations.count
            do {
                let output = try layer.kind.append(to: &graph, on: graph.result, place: place)
                outputs.append(graph.shape(of: output))
            } catch {
                throw NetworkFault(layer: place.layer, problem: error)
            }
            for index in first..<graph.operations.count { parameters.append(index, of: graph) }
            let largest = graph.operations[first...].map(\.output.count).max() ?? 0
            guard max(largest, parameters.count) <= Self.largestCount else {
                throw NetworkFault(
                    layer: place.layer,
                    problem: LayerProblem("the network would have more than \(Self.largestCount) numbers"))
            }
        }
        self.input = input
        self.layers = layers
        self.outputs = outputs
        self.graph = graph
        self.parameters = parameters.specifications
    }

    /// The maximum number of parameters, and of values per image after a layer; more could not be computed.
    private static let largestCount = 1_000_000_000

    /// The shape of the last layer's output for one image.
    public var output: Shape { outputs.last ?? input }

    /// The number of trainable parameters.
    public var parameterCount: Int { layers.indices.reduce(0) { $0 + parameterCount(of: $1) } }

    /// The number of trainable parameters of a layer, which running statistics are not.
    ///
    /// - Parameter layer: its index.
    public func parameterCount(of layer: Int) -> Int {
        parameters.reduce(0) { $0 + ($1.layer == layer && $1.tensor.isTrained ? $1.tensor.shape.count : 0) }
    }
}

extension Architecture {
    /// Multiply-adds of a layer for one image, as direct computation needs them.
    ///
    /// - Parameter layer: its place, 0-based.
    public func multiplyAdds(of layer: Int) -> Int {
        graph.operations.reduce(0) { sum, operation in
            guard operation.layer == layer, case .layer(let layer) = operation.computation else { return sum }
            let input = graph.shape(of: operation.inputs[0])
            return sum + layer.kind.multiplyAdds(for: input, output: operation.output)
        }
    }

    /// Multiply-adds of the whole network for one image.
    public var multiplyAdds: Int { layers.indices.reduce(0) { $0 + multiplyAdds(of: $1) } }
}

/// The tensors of a network while its operations are added.
private struct ParameterList {
    private(set) var specifications: [ParameterSpecification] = []
    /// The total number of elements; `Int.max` on overflow.
    private(set) var count = 0
    private var layersOfKind: [String: Int] = [:]

    /// Appends the tensors of an operation, named by the kind of layer and its number among that kind.
    mutating func append(_ index: Int, of graph: NetworkGraph) {
        let operation = graph.operations[index]
        guard case .layer(let layer) = operation.computation else { return }
        let tensors = layer.kind.tensors(for: graph.shape(of: operation.inputs[0]))
        guard !tensors.isEmpty else { return }
        let prefix = type(of: layer.kind).tensorPrefix
        layersOfKind[prefix, default: 0] += 1
        for tensor in tensors {
            specifications.append(
                ParameterSpecification(
                    name: "\(prefix)\(layersOfKind[prefix, default: 1]).\(tensor.name)", tensor: tensor,
                    place: operation.place, operation: index))
            let (sum, overflows) = count.addingReportingOverflow(tensor.shape.count)
            count = overflows ? .max : sum
        }
    }
}

extension Architecture: Codable {
    private enum CodingKeys: CodingKey { case input, layers }

    /// Reads input shape and layers, and checks that their shapes match.
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
