/// The hyperbolic tangent of each element, `torch.nn.Tanh()`.
public struct Tanh: LayerKind {
    public static let name = "tanh"
    public static let summary = "The hyperbolic tangent of each value, between −1 and 1."

    public init() {}

    public func outputShape(for input: Shape) -> Shape { input }
}

extension Layer {
    /// A ``Tanh``.
    public static let tanh = Layer(Tanh())
}
