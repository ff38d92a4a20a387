/// A kind of layer: everything about it except how an engine computes it.
///
/// A layer is a value that holds its arguments. To add one, write its kind in `Layers/Kinds` and list it in
/// ``Layer/kinds``; the engine needs a node for it, and the writers of files and pages their own part. A test names
/// what is missing.
public protocol LayerKind: Sendable, Hashable, Codable {
    /// The layer's name in a notebook: `conv2d`.
    static var name: String { get }

    /// The layer's name in stored networks; its ``name``, unless older files use another one.
    static var storedName: String { get }

    /// The prefix of the names of the layer's tensors: `conv` of `conv2.weight`.
    static var tensorPrefix: String { get }

    /// The layer's names of its tensors, in the order of ``tensors(for:)``.
    static var tensorNames: [String] { get }

    /// What the layer computes, in one sentence.
    static var summary: String { get }

    /// The layer as a notebook writes it; its ``name``, unless it needs arguments.
    static var example: String { get }

    /// The layer's parameters in a notebook, in the order of a call.
    static var parameters: [LayerParameter<Self>] { get }

    /// The number of modules of a `torch.nn.Sequential` that compute the layer.
    static var moduleCount: Int { get }

    /// Whether a trained network computes the same without the layer.
    static var isIdentityInInference: Bool { get }

    /// A layer whose arguments are not set yet.
    init()

    /// The layer's arguments, in words: `32 filters of 3×3`.
    var detail: String { get }

    /// The shape of the output for one image, without the batch.
    ///
    /// - Parameter input: `[C, H, W]`, or `[I]` after flattening.
    /// - Throws: ``LayerProblem`` if the layer cannot take the input.
    func outputShape(for input: Shape) throws(LayerProblem) -> Shape

    /// The layer's tensors, in the order in which files store them.
    ///
    /// - Parameter input: a shape that the layer takes.
    func tensors(for input: Shape) -> [TensorSpecification]

    /// The tensors of a trained layer as one weight, `[O, …]`, and one bias, `[O]`, with O outputs or channels.
    ///
    /// - Parameter tensors: all tensors of the layer, in the order of ``tensors(for:)``.
    /// - Returns: `nil` if the layer is not a product and a sum.
    func weightAndBias(of tensors: [Tensor]) -> (weight: Tensor, bias: Tensor)?

    /// Tensors with which the layer computes the same as with a weight and a bias of ``weightAndBias(of:)``.
    func tensors(weight: Tensor, bias: Tensor) -> [Tensor]

    /// Multiply-adds for one image, as direct computation needs them.
    ///
    /// - Parameter input: a shape that the layer takes.
    func multiplyAdds(for input: Shape, output: Shape) -> Int

    /// Appends the layer's operations to a network: the layer itself, unless it is composed of others.
    ///
    /// - Parameters:
    ///   - value: the layer's input.
    ///   - place: its place in the network.
    /// - Returns: the layer's output.
    /// - Throws: ``LayerProblem`` if the layer cannot take the value.
    func append(
        to graph: inout NetworkGraph, on value: NetworkGraph.Value, place: LayerPlace
    ) throws(LayerProblem) -> NetworkGraph.Value
}

extension LayerKind {
    public static var storedName: String { name }
    public static var example: String { name }
    public static var tensorPrefix: String { name }
    public static var tensorNames: [String] { [] }
    public static var parameters: [LayerParameter<Self>] { [] }
    public static var moduleCount: Int { 1 }
    public static var isIdentityInInference: Bool { false }
    public var detail: String { "" }
    public func tensors(for input: Shape) -> [TensorSpecification] { [] }
    public func weightAndBias(of tensors: [Tensor]) -> (weight: Tensor, bias: Tensor)? {
        tensors.count == 2 ? (tensors[0], tensors[1]) : nil
    }
    public func tensors(weight: Tensor, bias: Tensor) -> [Tensor] { [weight, bias] }
    public func multiplyAdds(for input: Shape, output: Shape) -> Int { 0 }

    public func append(
        to graph: inout NetworkGraph, on value: NetworkGraph.Value, place: LayerPlace
    ) throws(LayerProblem) -> NetworkGraph.Value {
        try graph.append(Layer(self), on: value, place: place)
    }
}

extension LayerKind {
    /// The layer's parameters, without its type.
    public static var declarations: [LayerParameterDeclaration] { parameters.map(\.declaration) }

    /// Makes a layer.
    ///
    /// - Parameter arguments: one for each of ``declarations``, `nil` for the default.
    public static func layer(_ arguments: [LayerArgument?]) -> Layer {
        var kind = Self()
        for (parameter, argument) in zip(parameters, arguments) { parameter.set(&kind, argument) }
        return Layer(kind)
    }

    /// The layer's arguments, defaults included, one for each of ``declarations``.
    public var values: [LayerArgument] { Self.parameters.map { $0.value(self) } }

    /// The layer's arguments, one for each of ``declarations``; `nil` for the default.
    public var arguments: [LayerArgument?] { Self.parameters.map { $0.argument(self) } }

    /// Whether all arguments are within their limits, which those from a file need not be.
    public var isWithinLimits: Bool { Self.parameters.allSatisfy { $0.isWithinLimits(self) } }

    /// The layer as a notebook writes it: `conv2d(32, kernel: 3)`.
    public var source: String {
        let given = zip(Self.declarations, arguments).compactMap { declaration, argument in
            argument.map { declaration.isPositional ? "\($0)" : "\(declaration.name): \($0)" }
        }
        return given.isEmpty ? Self.name : "\(Self.name)(\(given.joined(separator: ", ")))"
    }

    /// Throws if an argument is too large to compute shapes with.
    func requireComputable() throws(LayerProblem) { try require { $0.isComputable(self) } }

    /// Throws if an argument is none that a notebook can give.
    func requireWithinLimits() throws(LayerProblem) { try require { $0.isWithinLimits(self) } }

    private func require(_ isPossible: (LayerParameter<Self>) -> Bool) throws(LayerProblem) {
        for parameter in Self.parameters where !isPossible(parameter) {
            let (name, value) = (parameter.declaration.name, parameter.value(self))
            throw LayerProblem("'\(Self.name)': '\(name)' is \(value), but \(parameter.declaration.limits)")
        }
    }

    func isEqual(to other: any LayerKind) -> Bool { other as? Self == self }
}
