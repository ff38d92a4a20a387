import COneDNN

/// x·Wᵀ + b, and the ReLU after it where there is one.
///
/// Images need no flattening: the kernel takes `[N, C, H, W]` with a weight of `[O, C, H, W]`, whose elements stand
/// in the order of PyTorch's `[O, C·H·W]`. Equals `torch.nn.Linear`, followed by `torch.nn.ReLU` where fused.
final class DenseNode: Node {
    let output: Memory
    let weight: TrainedTensor
    let bias: TrainedTensor

    private let device: Device
    private let forwardDescriptor: PrimitiveDescriptor
    private let source: Adapter
    private let multiply: Primitive
    private let weightDimensions: [Int]
    private let isReLUFused: Bool
    private var steps: [() throws(NetworkError) -> Void] = []

    init(
        _ device: Device, input: Memory, units: Int, weight weightSpecification: ParameterSpecification,
        bias biasSpecification: ParameterSpecification, fusedReLU: Bool, isTrained: Bool
    ) throws(NetworkError) {
        let inputDimensions = input.layout.dimensions
        weightDimensions = [units] + inputDimensions.dropFirst()
        let layouts = [
            try Layout.any(inputDimensions), try Layout.any(weightDimensions),
            try Layout.any([inputDimensions[0], units]),
        ]
        var source = layouts[0].descriptor
        var weights = layouts[1].descriptor
        var target = layouts[2].descriptor
        let biasLayout = try Layout.plain([units])
        var biases = biasLayout.descriptor
        var operation = dnnl_inner_product_desc_t()
        try check(
            dnnl_inner_product_forward_desc_init(
                &operation, isTrained ? dnnl_forward_training : dnnl_forward_inference, &source, &weights,
                &biases, &target),
            "describe a dense layer", layouts)
        let descriptor = try PrimitiveDescriptor(
            device, "dense", &operation, fusedReLU: fusedReLU, layouts: layouts)
        self.device = device
        isReLUFused = fusedReLU
        forwardDescriptor = descriptor
        self.source = try Adapter(device, input, as: descriptor.layout(dnnl_query_src_md))
        weight = try TrainedTensor(
            device, weightSpecification, dimensions: weightDimensions,
            layout: descriptor.layout(dnnl_query_weights_md), isTrained: isTrained)
        bias = try TrainedTensor(
            device, biasSpecification, dimensions: [units], layout: biasLayout, isTrained: isTrained)
        output = try Memory(device, descriptor.layout(dnnl_query_dst_md))
        multiply = try Primitive(
            device, descriptor,
            [
                (DNNL_ARG_SRC, self.source.memory), (DNNL_ARG_WEIGHTS, weight.values),
                (DNNL_ARG_BIAS, bias.values), (DNNL_ARG_DST, output),
            ])
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try source.execute()
        try multiply.execute()
    }

    func prepareBackward(
        _ outputGradient: Memory, needsInputGradient: Bool
    ) throws(NetworkError) -> Memory? {
        var gradient = outputGradient
        if isReLUFused {
            let rectifier = try RectifierBackward(device, output: output, outputGradient: outputGradient)
            steps.append(rectifier.execute)
            gradient = rectifier.inputGradient
        }
        try prepareWeightGradient(gradient)
        return needsInputGradient ? try prepareInputGradient(gradient) : nil
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        for step in steps { try step() }
    }
}

extension DenseNode {
    private func prepareWeightGradient(_ outputGradient: Memory) throws(NetworkError) {
        guard let weightGradient = weight.gradient, let biasGradient = bias.gradient else { return }
        let layouts = [
            try Layout.any(source.memory.layout.dimensions), try Layout.any(weightDimensions),
            try Layout.any(output.layout.dimensions),
        ]
        var source = layouts[0].descriptor
        var weights = layouts[1].descriptor
        var target = layouts[2].descriptor
        var biases = biasGradient.layout.descriptor
        var operation = dnnl_inner_product_desc_t()
        try check(
            dnnl_inner_product_backward_weights_desc_init(&operation, &source, &weights, &biases, &target),
            "describe a dense layer's weight gradient", layouts)
        let descriptor = try PrimitiveDescriptor(
            device, "dense, weight gradient", &operation, forward: forwardDescriptor, layouts: layouts)
        let input = try Adapter(device, self.source.memory, as: descriptor.layout(dnnl_query_src_md))
        let gradient = try Adapter(device, outputGradient, as: descriptor.layout(dnnl_query_diff_dst_md))
        let result = try Adapter(
            device, writing: descriptor.layout(dnnl_query_diff_weights_md), to: weightGradient)
        let primitive = try Primitive(
            device, descriptor,
            [
                (DNNL_ARG_SRC, input.memory), (DNNL_ARG_DIFF_DST, gradient.memory),
                (DNNL_ARG_DIFF_WEIGHTS, result.memory), (DNNL_ARG_DIFF_BIAS, biasGradient),
            ])
        steps += [input.execute, gradient.execute, primitive.execute, result.execute]
    }

    private func prepareInputGradient(_ outputGradient: Memory) throws(NetworkError) -> Memory {
        let layouts = [
            try Layout.any(source.memory.layout.dimensions), try Layout.any(weightDimensions),
            try Layout.any(output.layout.dimensions),
        ]
        var source = layouts[0].descriptor
        var weights = layouts[1].descriptor
        var target = layouts[2].descriptor
        var operation = dnnl_inner_product_desc_t()
        try check(
            dnnl_inner_product_backward_data_desc_init(&operation, &source, &weights, &target),
            "describe a dense layer's input gradient", layouts)
        let descriptor = try PrimitiveDescriptor(
            device, "dense, input gradient", &operation, forward: forwardDescriptor, layouts: layouts)
        let gradient = try Adapter(device, outputGradient, as: descriptor.layout(dnnl_query_diff_dst_md))
        let values = try Adapter(device, weight.values, as: descriptor.layout(dnnl_query_weights_md))
        let inputGradient = try Memory(device, descriptor.layout(dnnl_query_diff_src_md))
        let primitive = try Primitive(
            device, descriptor,
            [
                (DNNL_ARG_DIFF_DST, gradient.memory), (DNNL_ARG_WEIGHTS, values.memory),
                (DNNL_ARG_DIFF_SRC, inputGradient),
            ])
        steps += [gradient.execute, values.execute, primitive.execute]
        return inputGradient
    }
}
