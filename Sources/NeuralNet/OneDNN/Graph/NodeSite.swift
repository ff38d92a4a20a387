/// Where a layer's node is made: what it computes from, and what those around it need.
struct NodeSite {
    /// What the node computes with.
    let context: NodeContext

    /// The value that the layer takes.
    let input: Activation

    /// The dimensions of the output, batch first.
    let outputDimensions: [Int]

    /// The place in the network's graph.
    let operation: Int

    /// How the output is kept: the result of a network is always Float32.
    let outputType: ElementType

    /// Whether each part's output is needed until the batch is done.
    let keepsOutput: Bool

    /// Whether the layer's kernel is to compute the ReLU behind it.
    let isReLUFused: Bool

    /// Whether a layer that takes the output applies the derivative of that ReLU.
    let isReLUGradientDeferred: Bool

    /// Whether the input comes from a ReLU that leaves its derivative to this layer.
    let includesReLUGradient: Bool

    /// How the features of the input lie, where that is not PyTorch's order.
    let order: Layout?

    /// Whether all that is behind can do with another order of the features.
    let mayReorder: Bool

    /// The layer's tensors.
    let tensors: LayerTensorSource
}

/// A layer's tensors, made or found when its node knows in which layouts it wants them.
struct LayerTensorSource {
    private let store: ParameterStore
    private let operation: Int
    private let specifications: [ParameterSpecification]

    /// The tensors of an operation.
    ///
    /// - Parameter operation: its place in the network's graph.
    init(_ store: ParameterStore, operation: Int, _ specifications: [ParameterSpecification]) {
        self.store = store
        self.operation = operation
        self.specifications = specifications
    }

    /// The shape of a tensor.
    func shape(of name: String) throws(NetworkError) -> Shape { try specification(name).shape }

    /// A tensor, the same for all threads.
    ///
    /// - Parameters:
    ///   - name: what the layer calls it.
    ///   - layout: that of the forward kernel.
    ///   - order: how the features lie that it multiplies, where that is not PyTorch's order.
    func trained(
        _ name: String, as layout: Layout, order: Layout? = nil
    ) throws(NetworkError) -> TrainedTensor {
        try store.tensor(specification(name), order: order, layout: layout)
    }

    /// Sums over the batch that the nodes of all threads share.
    ///
    /// - Parameter name: told apart from the layer's other sums.
    func sums(_ name: String, channels: Int) -> SharedSums {
        store.sums("\(operation)/\(name)", channels: channels)
    }

    private func specification(_ name: String) throws(NetworkError) -> ParameterSpecification {
        guard let found = specifications.first(where: { $0.tensor.name == name }) else {
            throw .parameters("a layer has no tensor '\(name)'")
        }
        return found
    }
}
