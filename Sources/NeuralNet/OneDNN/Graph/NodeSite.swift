/// A layer's place in the network: its input, and what the layers around it need.
struct NodeSite {
    /// The node's context.
    let context: NodeContext

    /// The layer's input.
    let input: Activation

    /// The dimensions of the output, batch first.
    let outputDimensions: [Int]

    /// The index in the network's graph.
    let operation: Int

    /// The element type of the output; the result of a network is always Float32.
    let outputType: ElementType

    /// Whether each part's output is needed until the batch is done.
    let keepsOutput: Bool

    /// Whether the layer's kernel also computes the ReLU after it.
    let isReLUFused: Bool

    /// Whether the consumer of the output applies the gradient of that ReLU.
    let isReLUGradientDeferred: Bool

    /// Whether the input comes from a ReLU whose gradient this layer applies.
    let includesReLUGradient: Bool

    /// The order of the input's features, if not PyTorch's.
    let order: Layout?

    /// Whether all later layers accept another order of the features.
    let mayReorder: Bool

    /// The layer's tensors.
    let tensors: LayerTensorSource
}

/// A layer's tensors, created or looked up once its node knows their layouts.
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
    ///   - name: its name within the layer.
    ///   - layout: that of the forward kernel.
    ///   - order: the order of the features that it multiplies, if not PyTorch's.
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
