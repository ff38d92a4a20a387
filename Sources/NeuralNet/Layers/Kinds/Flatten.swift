/// All elements of an image as one row of features, `torch.nn.Flatten()`.
public struct Flatten: LayerKind {
    public static let name = "flatten"
    public static let summary = "All values of an image as one row of features."

    public init() {}

    public func outputShape(for input: Shape) -> Shape { Shape([input.count]) }
}

extension Layer {
    /// A ``Flatten``.
    public static let flatten = Layer(Flatten())
}
