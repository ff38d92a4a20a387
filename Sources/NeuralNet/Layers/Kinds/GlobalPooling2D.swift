/// A pooling that makes one number of each channel, and a row of features of those: ``GlobalAveragePooling2D`` and
/// ``GlobalMaxPooling2D``.
///
/// `[C, H, W]` becomes `[C]`: an ``ImagePooling`` and a ``Flatten``, as in PyTorch.
package protocol GlobalPooling2D: LayerKind {
    /// Whether the number is the mean, and otherwise the largest element.
    static var isMean: Bool { get }
}

extension GlobalPooling2D {
    // The pooling and the flattening.
    public static var moduleCount: Int { 2 }

    private var pooling: ImagePooling { ImagePooling(layer: Self.name, isMean: Self.isMean) }

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
