import COneDNN

/// The largest element of each window; the gradient goes to where it came from.
///
/// Equals `torch.nn.MaxPool2d` without padding.
final class PoolingNode: Node {
    let output: Activation
    private let place: Place
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
    /// - Parameters:
    ///   - keepsOutput: whether each part's output is needed until the batch is done.
    ///   - includesReLUGradient: whether the input comes from a ReLU that leaves its own derivative to this node.
    ///     The gradient passes a ReLU where its output is positive, and a window's largest element is that of a ReLU
    ///     with a positive output exactly where the largest element itself is positive.
    init(
        _ place: Place, input: Activation, outputDimensions: [Int], size: Int, stride: Int,
        keepsOutput: Bool, includesReLUGradient: Bool
    ) throws(NetworkError) {
        window = [Int64(size), Int64(size)]
        strides = [Int64(stride), Int64(stride)]
        // The library pools no Float32 into bfloat16, and images come as Float32.
        let layouts = [input.layout, try Layout.any(outputDimensions, input.layout.elementType)]
        var source = layouts[0].descriptor
        var target = layouts[1].descriptor
        var operation = dnnl_pooling_desc_t()
        try check(
            dnnl_pooling_forward_desc_init(
                &operation, place.isTrained ? dnnl_forward_training : dnnl_forward_inference,
                dnnl_pooling_max, &source, &target, strides, window, [0, 0], [0, 0]),
            "describe a max pooling", layouts)
        let device = place.device
        let descriptor = try PrimitiveDescriptor(device, "max pooling", &operation, layouts: layouts)
        self.place = place
        self.input = input
        self.includesReLUGradient = includesReLUGradient
        forwardDescriptor = descriptor
        let outputLayout = try descriptor.layout(dnnl_query_dst_md)
        output =
            keepsOutput
            ? try .kept(device, outputLayout, parts: place.parts) : try .passing(device, outputLayout)
        var tensors = [(DNNL_ARG_SRC, input), (DNNL_ARG_DST, output)]
        if place.isTrained {
            let places = try Activation.kept(
                device, descriptor.layout(dnnl_query_workspace_md), parts: place.parts)
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
            let rectifier = try RectifierBackward(
                place.device, output: output, outputGradient: outputGradient)
            backwardSteps.append(rectifier.execute)
            outputGradient = rectifier.inputGradient
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
            place.device, "max pooling, gradient", &operation, forward: forwardDescriptor, layouts: layouts)
        let gradient = try Adapter(
            place.device, outputGradient, as: descriptor.layout(dnnl_query_diff_dst_md))
        let inputGradient = try Activation.passing(
            place.device, descriptor.layout(dnnl_query_diff_src_md))
        let primitive = try Primitive(
            place.device, descriptor,
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
