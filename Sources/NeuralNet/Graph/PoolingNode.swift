import COneDNN

/// The largest element of each window; the gradient goes to where it came from.
///
/// Equals `torch.nn.MaxPool2d` without padding.
final class PoolingNode: Node {
    let output: Memory
    private let device: Device
    private let input: Memory
    private let workspace: Memory?
    private let forwardDescriptor: PrimitiveDescriptor
    private let pool: Primitive
    private let window: [Int64]
    private let strides: [Int64]
    private var steps: [() throws(NetworkError) -> Void] = []

    init(
        _ device: Device, input: Memory, outputDimensions: [Int], size: Int, stride: Int, isTrained: Bool
    ) throws(NetworkError) {
        window = [Int64(size), Int64(size)]
        strides = [Int64(stride), Int64(stride)]
        let layouts = [input.layout, try Layout.any(outputDimensions)]
        var source = layouts[0].descriptor
        var target = layouts[1].descriptor
        var operation = dnnl_pooling_desc_t()
        try check(
            dnnl_pooling_forward_desc_init(
                &operation, isTrained ? dnnl_forward_training : dnnl_forward_inference, dnnl_pooling_max,
                &source, &target, strides, window, [0, 0], [0, 0]),
            "describe a max pooling", layouts)
        let descriptor = try PrimitiveDescriptor(device, "max pooling", &operation, layouts: layouts)
        self.device = device
        self.input = input
        forwardDescriptor = descriptor
        output = try Memory(device, descriptor.layout(dnnl_query_dst_md))
        var tensors = [(DNNL_ARG_SRC, input), (DNNL_ARG_DST, output)]
        if isTrained {
            let places = try Memory(device, descriptor.layout(dnnl_query_workspace_md))
            workspace = places
            tensors.append((DNNL_ARG_WORKSPACE, places))
        } else {
            workspace = nil
        }
        pool = try Primitive(device, descriptor, tensors)
    }

    func forward(_ pass: Pass) throws(NetworkError) { try pool.execute() }

    func prepareBackward(
        _ outputGradient: Memory, needsInputGradient: Bool
    ) throws(NetworkError) -> Memory? {
        guard needsInputGradient, let workspace else { return nil }
        let layouts = [input.layout, output.layout]
        var source = layouts[0].descriptor
        var target = layouts[1].descriptor
        var operation = dnnl_pooling_desc_t()
        try check(
            dnnl_pooling_backward_desc_init(
                &operation, dnnl_pooling_max, &source, &target, strides, window, [0, 0], [0, 0]),
            "describe a max pooling's gradient", layouts)
        let descriptor = try PrimitiveDescriptor(
            device, "max pooling, gradient", &operation, forward: forwardDescriptor, layouts: layouts)
        let gradient = try Adapter(device, outputGradient, as: descriptor.layout(dnnl_query_diff_dst_md))
        let inputGradient = try Memory(device, descriptor.layout(dnnl_query_diff_src_md))
        let primitive = try Primitive(
            device, descriptor,
            [
                (DNNL_ARG_DIFF_DST, gradient.memory), (DNNL_ARG_WORKSPACE, workspace),
                (DNNL_ARG_DIFF_SRC, inputGradient),
            ])
        steps = [gradient.execute, primitive.execute]
        return inputGradient
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        for step in steps { try step() }
    }
}
