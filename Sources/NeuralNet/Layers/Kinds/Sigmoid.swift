/// 1 / (1 + e⁻ˣ) of each element, `torch.nn.Sigmoid()`.
public struct Sigmoid: LayerKind {
    public static let name = "sigmoid"
    public static let summary = "1 / (1 + e⁻ˣ) of each value, between 0 and 1."

    public init() {}

    public func outputShape(for input: Shape) -> Shape { input }
}

extension Layer {
    /// A ``Sigmoid``.
    public static let sigmoid = Layer(Sigmoid())
}
