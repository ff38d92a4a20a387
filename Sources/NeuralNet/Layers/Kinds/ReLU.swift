/// max(x, 0) of each element, `torch.nn.ReLU()`; its derivative at 0 is 0.
public struct ReLU: LayerKind {
    public static let name = "relu"
    public static let summary = "max(x, 0) of each value."

    public init() {}

    public func outputShape(for input: Shape) -> Shape { input }
}

extension Layer {
    /// A ``ReLU``.
    public static let relu = Layer(ReLU())
}
