import COneDNN

/// Max pooling; the gradient goes to the argmax of each window.
///
/// Equals `torch.nn.MaxPool2d` without padding.
final class PoolingNode: UnaryNode {
    let output: Activation
    private let context: NodeContext
    private let input: Activation
    private let workspace: Activation?
    private let forwardDescriptor: PrimitiveDescriptor
    private let pool: Primitive
    private let window: [Int64]
    private let strides: [Int64]
    private let includesReLUGradient: Bool
    private var backwardSteps: [(Int) throws(NetworkError) -> Void] = []

    /// Makes the node.
    ///
    /// It can also apply the gradient of a ReLU before it: a ReLU passes the gradient where its output is positive, and
    /// the ReLU's output at a window's argmax is the pooled value itself.
    init(_ site: NodeSite, size: Int, stride: Int) throws(NetworkError) {
        let (context, input) = (site.context, site.input)
        window = [Int64(size), Int64(size)]
        strides = [Int64(stride), Int64(stride)]
        // The library cannot pool Float32 into bfloat16, and images are Float32.
        let layouts = [input.layout, try Layout.any(site.outputDimensions, input.layout.elementType)]
        var source = layouts[0].descriptor
        var target = layouts[1].descriptor
        var operation = dnnl_pooling_desc_t()
        try check(
            dnnl_pooling_forward_desc_init(
                &operation, context.isTrained ? dnnl_forward_training : dnnl_forward_inference,
                dnnl_pooling_max, &source, &target, strides, window, [0, 0], [0, 0]),
            "describe a max pooling", layouts)
        let device = context.device
        let descriptor = try PrimitiveDescriptor(device, "max pooling", &operation, layouts: layouts)
        self.context = context
        self.input = input
        includesReLUGradient = site.includesReLUGradient
        forwardDescriptor = descriptor
        let outputLayout = try descriptor.layout(dnnl_query_dst_md)
        output =
            site.keepsOutput || includesReLUGradient
            ? try .kept(device, outputLayout, parts: context.parts) : try .passing(device, outputLayout)
        var tensors = [(DNNL_ARG_SRC, input), (DNNL_ARG_DST, output)]
        if context.isTrained {
            let places = try Activation.kept(
                device, descriptor.layout(dnnl_query_workspace_md), parts: context.parts)
            workspace = places
            tensors.append((DNNL_ARG_WORKSPACE, places))
        } else {
            workspace = nil
        }
        pool = try Primitive(device, descriptor, tensors)
    }

    func forward(_ pass: Pass) throws(NetworkError) { try pool.execute(part: pass.part) }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient, let workspace else { return nil }
        var outputGradient = outputGradient
        if includesReLUGradient {
            let relu = try ReLUGradient(
                context.device, output: output, outputGradient: outputGradient)
            backwardSteps.append(relu.execute)
            outputGradient = relu.inputGradient
        }
        let layouts = [input.layout, output.layout]
        var source = layouts[0].descriptor
        var target = layouts[1].descriptor
        var operation = dnnl_pooling_desc_t()
        try check(
            dnnl_pooling_backward_desc_init(
                &operation, dnnl_pooling_max, &source, &target, strides, window, [0, 0], [0, 0]),
            "describe a max pooling's gradient", layouts)
        let descriptor = try PrimitiveDescriptor(
            context.device, "max pooling, gradient", &operation, forward: forwardDescriptor, layouts: layouts)
        let gradient = try Adapter(
            context.device, outputGradient, as: descriptor.layout(dnnl_query_diff_dst_md))
        let inputGradient = try Activation.passing(
            context.device, descriptor.layout(dnnl_query_diff_src_md))
        let primitive = try Primitive(
            context.device, descriptor,
            [
                (DNNL_ARG_DIFF_DST, gradient.values), (DNNL_ARG_WORKSPACE, workspace),
                (DNNL_ARG_DIFF_SRC, inputGradient),
            ])
        backwardSteps += [gradient.execute, primitive.execute]
        return inputGradient
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        for step in backwardSteps { try step(pass.part) }
    }
}

extension MaxPooling2D: OneDNNLayer {
    static let appliesReLUGradient = true

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] {
        [
            try MaxPooling2x2Node.fits(size: size, stride: stride, input: site.input.layout)
                ? MaxPooling2x2Node(site) : PoolingNode(site, size: size, stride: stride)
        ]
    }
}
