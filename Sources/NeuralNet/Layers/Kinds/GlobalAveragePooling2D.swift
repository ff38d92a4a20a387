/// The mean of each channel, as a row of features: `torch.nn.AdaptiveAvgPool2d(1)` and `torch.nn.Flatten()`.
///
/// `[C, H, W]` becomes `[C]`. Source: Lin, Chen and Yan, “Network In Network”, 2013, 3.2.
public struct GlobalAveragePooling2D: LayerKind {
    public static let name = "globalAveragePool2d"
    public static let storedName = "globalAveragePooling2D"
    public static let summary = "The mean of each channel, as a row of features: [C, H, W] becomes [C]."

    // The pooling and the flattening.
    public static let moduleCount = 2

    public init() {}

    private var pooling: ImagePooling { ImagePooling(layer: Self.name, isMean: true) }

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
    /// A ``GlobalAveragePooling2D``.
    public static let globalAveragePooling2D = Layer(GlobalAveragePooling2D())
}
