import COneDNN

/// A function of each element, unless it is fused into the layer before it.
final class ElementwiseNode: UnaryNode {
    let output: Activation
    private let context: NodeContext
    private let input: Activation
    private let function: ElementwiseFunction
    private let primitive: Primitive
    private var gradient: ElementwiseGradient?

    /// Makes the node.
    init(_ site: NodeSite, _ function: ElementwiseFunction) throws(NetworkError) {
        (context, input) = (site.context, site.input)
        self.function = function
        let descriptor = try function.forward(
            context.device, input.layout, isTrained: context.isTrained)
        output = try .kept(context.device, input.layout, parts: context.parts)
        primitive = try Primitive(
            context.device, descriptor, [(DNNL_ARG_SRC, input), (DNNL_ARG_DST, output)])
    }

    func forward(_ pass: Pass) throws(NetworkError) { try primitive.execute(part: pass.part) }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient else { return nil }
        let gradient = try ElementwiseGradient(
            context.device, of: function, at: function.derivesFromOutput ? output : input,
            outputGradient: outputGradient)
        self.gradient = gradient
        return gradient.inputGradient
    }

    func backward(_ pass: Pass) throws(NetworkError) { try gradient?.execute(part: pass.part) }
}

extension ReLU: OneDNNLayer {
    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] {
        [try ElementwiseNode(site, .relu())]
    }
}

extension LeakyReLU: OneDNNLayer {
    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] {
        [try ElementwiseNode(site, .relu(slope: Float(slope)))]
    }
}

extension Sigmoid: OneDNNLayer {
    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try ElementwiseNode(site, .sigmoid)] }
}

extension Tanh: OneDNNLayer {
    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try ElementwiseNode(site, .tanh)] }
}

extension GELU: OneDNNLayer {
    static let inputUse = InputUse.backward

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try ElementwiseNode(site, .gelu)] }
}

extension SiLU: OneDNNLayer {
    static let inputUse = InputUse.backward

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try ElementwiseNode(site, .silu)] }
}
