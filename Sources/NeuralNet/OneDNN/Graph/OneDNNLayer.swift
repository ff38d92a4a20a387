/// A kind of layer that this engine supports.
///
/// Each conforms beside its node. How a layer uses its input determines what the nodes before it keep, and which work
/// they leave to it because it costs less there.
protocol OneDNNLayer: LayerKind {
    /// How long the layer needs its input unchanged.
    static var inputUse: InputUse { get }

    /// Whether the layer's kernel can compute a ReLU after it.
    static var fusesReLU: Bool { get }

    /// Whether the layer can apply the gradient of a preceding ReLU together with its own, at less cost.
    static var appliesReLUGradient: Bool { get }

    /// Whether the layer joins the parts of a batch, so that all later layers compute the whole batch.
    static var joinsParts: Bool { get }

    /// Whether the layer, in training, depends on the whole batch: on all parts and all threads.
    static var needsWholeBatch: Bool { get }

    /// How the layer handles features in another order than PyTorch's.
    static var featureOrder: FeatureOrder { get }

    /// Whether the layer is the identity.
    func isIdentity(isTrained: Bool, input: Shape) -> Bool

    /// Creates the nodes that compute the layer one after the other: one, or more if the layer needs the whole batch.
    ///
    /// All parts of a thread's share pass a node before any part passes the next. Between them, in
    /// ``Node/finishForward(_:)`` and ``Node/finishBackward(_:)``, a node may synchronize with the other threads.
    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node]
}

/// How long a layer needs its input.
enum InputUse {
    /// During its forward pass.
    case forward
    /// In training, through its backward pass.
    case backward
    /// Until the batch is done.
    case batch
}

/// How a layer handles features in another order than PyTorch's.
enum FeatureOrder {
    /// It is elementwise, so its output keeps the order.
    case passed
    /// Its weights are permuted to match.
    case absorbed
    /// It needs PyTorch's order.
    case plain
}

extension OneDNNLayer {
    static var inputUse: InputUse { .forward }
    static var fusesReLU: Bool { false }
    static var appliesReLUGradient: Bool { false }
    static var joinsParts: Bool { false }
    static var needsWholeBatch: Bool { false }
    static var featureOrder: FeatureOrder { .passed }

    func isIdentity(isTrained: Bool, input: Shape) -> Bool { !isTrained && Self.isIdentityInInference }
}

extension Layer {
    /// The layer as this engine knows it.
    ///
    /// - Throws: ``NetworkError/layer(_:)`` for an unsupported kind.
    var computed: any OneDNNLayer {
        get throws(NetworkError) {
            guard let computed = kind as? any OneDNNLayer else { throw .layer(name) }
            return computed
        }
    }
}
