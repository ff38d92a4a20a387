/// Each feature moved and scaled to a mean and a deviation that are trained, `torch.nn.BatchNorm1d(I)`.
///
/// It is ``BatchNormalization2D`` of images of one pixel. A batch of one row, which PyTorch refuses, gives the bias and
/// leaves the running statistics as they are.
public struct BatchNormalization1D: LayerKind {
    public static let name = "batchNorm1d"
    public static let tensorPrefix = BatchNormalization2D.tensorPrefix
    public static let tensorNames = BatchNormalization2D.tensorNames
    public static let summary =
        "Each feature scaled to mean 0 and variance 1 over the batch, then by a trained weight and bias."

    public init() {}

    public func outputShape(for input: Shape) throws(LayerProblem) -> Shape {
        try input.require(.features, for: Self.name, counterpart: .batchNormalization2D)
        return input
    }

    public func append(
        to graph: inout NetworkGraph, on value: NetworkGraph.Value, place: LayerPlace
    ) throws(LayerProblem) -> NetworkGraph.Value {
        _ = try outputShape(for: graph.shape(of: value))
        let image = try graph.append(Layer(FeatureImage()), on: value, place: place)
        let normalized = try graph.append(.batchNormalization2D, on: image, place: place)
        return try graph.append(.flatten, on: normalized, place: place)
    }
}

extension Layer {
    /// A ``BatchNormalization1D``.
    public static let batchNormalization1D = Layer(BatchNormalization1D())
}
