import COneDNN

/// A ReLU, leaky or not, that could not be fused into the layer before it: max(x, 0) + slope · min(x, 0).
///
/// Equals `torch.nn.ReLU` where the slope is 0, and `torch.nn.LeakyReLU` otherwise.
final class ReLUNode: UnaryNode {
    let output: Activation
    private let context: NodeContext
    private let slope: Float
    private let relu: Primitive
    private var gradient: ReLUGradient?

    init(_ site: NodeSite, slope: Float = 0) throws(NetworkError) {
        let (context, input) = (site.context, site.input)
        var layout = input.layout.descriptor
        var operation = dnnl_eltwise_desc_t()
        try check(
            dnnl_eltwise_forward_desc_init(
                &operation, context.isTrained ? dnnl_forward_training : dnnl_forward_inference,
                dnnl_eltwise_relu, &layout, slope, 0),
            "describe a ReLU", [input.layout])
        let descriptor = try PrimitiveDescriptor(context.device, "relu", &operation, layouts: [input.layout])
        self.context = context
        self.slope = slope
        // The gradient is computed from the output, so training keeps it.
        output = try .kept(context.device, input.layout, parts: context.parts)
        relu = try Primitive(
            context.device, descriptor, [(DNNL_ARG_SRC, input), (DNNL_ARG_DST, output)])
    }

    func forward(_ pass: Pass) throws(NetworkError) { try relu.execute(part: pass.part) }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient else { return nil }
        let gradient = try ReLUGradient(
            context.device, output: output, outputGradient: outputGradient, slope: slope)
        self.gradient = gradient
        return gradient.inputGradient
    }

    func backward(_ pass: Pass) throws(NetworkError) { try gradient?.execute(part: pass.part) }
}

extension ReLU: OneDNNLayer {
    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try ReLUNode(site)] }
}

extension LeakyReLU: OneDNNLayer {
    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] {
        [try ReLUNode(site, slope: Float(slope))]
    }
}

/// The gradient of a ReLU, computed from its output: it passes where the output is positive, and times the slope elsewhere.
struct ReLUGradient {
    /// The gradient of the input, valid after ``execute(part:)``.
    let inputGradient: Activation
    private let gradient: Adapter
    private let primitive: Primitive

    /// Prepares the derivative.
    ///
    /// - Parameter slope: of the negative side, 0 or more, for otherwise the output does not tell the input's sign.
    init(
        _ device: Device, output: Activation, outputGradient: Activation, slope: Float = 0
    ) throws(NetworkError) {
        var layout = output.layout.descriptor
        var forwardOperation = dnnl_eltwise_desc_t()
        try check(
            dnnl_eltwise_forward_desc_init(
                &forwardOperation, dnnl_forward_training, dnnl_eltwise_relu_use_dst_for_bwd, &layout, slope,
                0),
            "describe a ReLU", [output.layout])
        let forward = try PrimitiveDescriptor(device, "relu", &forwardOperation, layouts: [output.layout])
        var operation = dnnl_eltwise_desc_t()
        try check(
            dnnl_eltwise_backward_desc_init(
                &operation, dnnl_eltwise_relu_use_dst_for_bwd, &layout, &layout, slope, 0),
            "describe a ReLU's gradient", [output.layout])
        let descriptor = try PrimitiveDescriptor(
            device, "relu, gradient", &operation, forward: forward, layouts: [output.layout])
        gradient = try Adapter(device, outputGradient, as: output.layout)
        inputGradient = try .passing(device, output.layout)
        primitive = try Primitive(
            device, descriptor,
            [
                (DNNL_ARG_DST, output), (DNNL_ARG_DIFF_DST, gradient.values),
                (DNNL_ARG_DIFF_SRC, inputGradient),
            ])
    }

    func execute(part: Int) throws(NetworkError) {
        try gradient.execute(part: part)
        try primitive.execute(part: part)
    }
}
