/// The largest element of each channel, as a row of features: `torch.nn.AdaptiveMaxPool2d(1)` and `torch.nn.Flatten()`.
///
/// `[C, H, W]` becomes `[C]`; the gradient goes to the first of equal elements.
public struct GlobalMaxPooling2D: LayerKind {
    public static let name = "globalMaxPool2d"
    public static let storedName = "globalMaxPooling2D"
    public static let summary =
        "The largest value of each channel, as a row of features: [C, H, W] becomes [C]."

    // The pooling and the flattening.
    public static let moduleCount = 2

    public init() {}

    private var pooling: ImagePooling { ImagePooling(layer: Self.name, isMean: false) }

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        Flatten().outputShape(for: try pooling.outputShape(for: input))
    }

    public func append(
        to graph: inout NetworkGraph, on value: NetworkGraph.Value, place: LayerPlace
    ) throws(LayerProblem) -> NetworkGraph.Value {
        let pooled = try graph.append(Layer(pooling), on: value, place: place)
        return try graph.append(.flatten, on: pooled, place: place)
    }
}

extension Layer {
    /// A ``GlobalMaxPooling2D``.
    public static let globalMaxPooling2D = Layer(GlobalMaxPooling2D())
}
