/// All elements of an image in one row, `torch.nn.Flatten()`.
public struct Flatten: LayerKind {
    public static let name = "flatten"
    public static let summary = "All numbers of an image in one row."

    public init() {}

    public func outputShape(for input: Shape) -> Shape { Shape([input.count]) }
}

extension Layer {
    /// A ``Flatten``.
    public static let flatten = Layer(Flatten())
}
