/// A kind of layer: all there is to know of it, but for how an engine computes it.
///
/// A layer is a value that holds what a notebook says of it. To add one, write its kind in `Layers/Kinds` and list it in
/// ``Layer/kinds``; an engine gives it a node, and whoever writes networks into files and pages what they need. What is
/// missing, a test names.
public protocol LayerKind: Sendable, Hashable, Codable {
    /// The layer's name in a notebook: `conv2d`.
    static var name: String { get }

    /// The layer's name in stored descriptions of networks; its ``name``, unless older files have another one.
    static var storedName: String { get }

    /// What the layer's tensors are called by, before their number: `conv` of `conv2.weight`.
    static var tensorPrefix: String { get }

    /// What the layer calls its tensors, in the order of ``tensors(for:)``.
    static var tensorNames: [String] { get }

    /// What the layer computes, in a sentence.
    static var summary: String { get }

    /// What a notebook says of the layer, in the order of a call.
    static var parameters: [LayerParameter<Self>] { get }

    /// Whether a trained network computes the same without the layer.
    static var isIdentityInInference: Bool { get }

    /// A layer of which nothing has been said yet.
    init()

    /// What is particular about the layer, in words: `32 filters of 3×3`.
    var detail: String { get }

    /// The shape of the output for one image, without the batch.
    ///
    /// - Parameter input: `[C, H, W]`, or `[I]` after flattening.
    /// - Throws: ``LayerProblem`` where the layer cannot take the input.
    func outputShape(for input: Shape) throws(LayerProblem) -> Shape

    /// The layer's tensors, in the order in which files hold them.
    ///
    /// - Parameter input: a shape that the layer takes.
    func tensors(for input: Shape) -> [TensorSpecification]

    /// The tensors of a trained layer as one weight, `[O, …]`, and one bias, `[O]`, with O outputs or channels.
    ///
    /// - Parameter tensors: all that the layer has, in the order of ``tensors(for:)``.
    /// - Returns: `nil` where the layer is no product and sum.
    func weightAndBias(of tensors: [Tensor]) -> (weight: Tensor, bias: Tensor)?

    /// Tensors with which the layer computes what ``weightAndBias(of:)`` says.
    func tensors(weight: Tensor, bias: Tensor) -> [Tensor]

    /// Multiply-adds for one image, counted as direct computation.
    ///
    /// - Parameter input: a shape that the layer takes.
    func multiplyAdds(for input: Shape, output: Shape) -> Int

    /// Adds to a network what the layer computes: itself, unless it is made of other operations.
    ///
    /// - Parameters:
    ///   - value: what the layer is computed from.
    ///   - place: its place in the network, 0-based.
    /// - Returns: the layer's output.
    /// - Throws: ``LayerProblem`` where the layer cannot take the value.
    func append(
        to graph: inout NetworkGraph, on value: NetworkGraph.Value, place: Int
    ) throws(LayerProblem) -> NetworkGraph.Value
}

extension LayerKind {
    public static var storedName: String { name }
    public static var tensorPrefix: String { name }
    public static var tensorNames: [String] { [] }
    public static var parameters: [LayerParameter<Self>] { [] }
    public static var isIdentityInInference: Bool { false }
    public var detail: String { "" }
    public func tensors(for input: Shape) -> [TensorSpecification] { [] }
    public func weightAndBias(of tensors: [Tensor]) -> (weight: Tensor, bias: Tensor)? {
        tensors.count == 2 ? (tensors[0], tensors[1]) : nil
    }
    public func tensors(weight: Tensor, bias: Tensor) -> [Tensor] { [weight, bias] }
    public func multiplyAdds(for input: Shape, output: Shape) -> Int { 0 }

    public func append(
        to graph: inout NetworkGraph, on value: NetworkGraph.Value, place: Int
    ) throws(LayerProblem) -> NetworkGraph.Value {
        try graph.append(Layer(self), on: value, place: place)
    }
}

extension LayerKind {
    /// What a notebook says of the layer, for those who do not know its type.
    public static var declarations: [LayerParameterDeclaration] { parameters.map(\.declaration) }

    /// Makes a layer.
    ///
    /// - Parameter arguments: one for each of ``declarations``, `nil` for the default.
    public static func layer(_ arguments: [LayerArgument?]) -> Layer {
        var kind = Self()
        for (parameter, argument) in zip(parameters, arguments) { parameter.set(&kind, argument) }
        return Layer(kind)
    }

    /// The layer's numbers, one for each of ``declarations``.
    public var values: [LayerArgument] { Self.parameters.map { $0.value(self) } }

    /// What was said of the layer, one for each of ``declarations``; `nil` where it is the default.
    public var arguments: [LayerArgument?] { Self.parameters.map { $0.argument(self) } }

    /// Whether every number is within its limits: what comes from a file may be anything.
    public var isWithinLimits: Bool { Self.parameters.allSatisfy { $0.isWithinLimits(self) } }

    /// The layer as a notebook writes it: `conv2d(32, kernel: 3)`.
    public var source: String {
        let given = zip(Self.declarations, arguments).compactMap { declaration, argument in
            argument.map { declaration.isPositional ? "\($0)" : "\(declaration.name): \($0)" }
        }
        return given.isEmpty ? Self.name : "\(Self.name)(\(given.joined(separator: ", ")))"
    }

    /// Throws where a number is one that no shape can be computed with.
    func requireComputable() throws(LayerProblem) {
        for parameter in Self.parameters where !parameter.isComputable(self) {
            let (name, value) = (parameter.declaration.name, parameter.value(self))
            throw LayerProblem("'\(Self.name)': '\(name)' is \(value), but \(parameter.declaration.limits)")
        }
    }

    func isEqual(to other: any LayerKind) -> Bool { other as? Self == self }
}
