/// A tensor of a network.
public struct ParameterSpecification: Sendable, Hashable {
    /// The kind of layer, its number among its kind from 1, and the tensor: `conv2.weight`.
    public let name: String

    /// Its shape and initialization, as the layer declares them.
    public let tensor: TensorSpecification

    /// The layer's place in the network.
    public let place: LayerPlace

    /// The index of the operation that uses it, in the network's graph.
    public let operation: Int

    /// The index of the layer in the network, 0-based; for a layer within another one, that of the outermost.
    public var layer: Int { place.layer }

    /// PyTorch's shape: `[O, I, kH, kW]` or `[O, I]` for weights, `[O]` for a bias.
    public var shape: Shape { tensor.shape }
}
