/// A kind of layer that this engine computes.
///
/// Each conforms beside its node. What is said of how a layer uses its input lets the nodes before it keep no more than
/// is needed, and leave work to it where that costs less.
protocol OneDNNLayer: LayerKind {
    /// Until when the layer needs its input as it was when it was computed.
    static var inputUse: InputUse { get }

    /// Whether a ReLU behind the layer is computed by the layer's own kernel.
    static var fusesReLU: Bool { get }

    /// Whether the layer can apply the derivative of a ReLU before it along with its own, for less.
    static var appliesReLUGradient: Bool { get }

    /// Whether the layer puts the parts of a batch together, so that all behind it is computed for the whole batch.
    static var joinsParts: Bool { get }

    /// Whether the layer, when it is trained, computes with numbers of the whole batch: of all parts and all threads.
    static var needsWholeBatch: Bool { get }

    /// How the layer can do with features in another order than PyTorch's.
    static var featureOrder: FeatureOrder { get }

    /// Whether the layer changes nothing.
    func isIdentity(isTrained: Bool, input: Shape) -> Bool

    /// Makes the nodes that compute the layer one behind the other: one, or more where the layer needs the whole batch.
    ///
    /// All parts of a thread's share pass a node before any passes the next, and what the nodes do between them, in
    /// ``Node/finishForward(_:)`` and ``Node/finishBackward(_:)``, may meet the other threads.
    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node]
}

/// Until when a layer needs its input.
enum InputUse {
    /// While it is computed.
    case forward
    /// In training, until its gradients are computed.
    case backward
    /// Until the batch is done.
    case batch
}

/// How a layer takes features in an order of their own.
enum FeatureOrder {
    /// It computes each by itself, so that they come out in the same order.
    case passed
    /// Its weights are brought into the same order.
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
    /// The layer as the engine computes it.
    ///
    /// - Throws: ``NetworkError/layer(_:)`` for a kind that it does not compute.
    var computed: any OneDNNLayer {
        get throws(NetworkError) {
            guard let computed = kind as? any OneDNNLayer else { throw .layer(name) }
            return computed
        }
    }
}
