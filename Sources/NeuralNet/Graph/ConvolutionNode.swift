import COneDNN

/// A convolution with bias, and the ReLU after it where there is one.
///
/// Forward: y[n,o,h,w] = b[o] + Σ x[n,c,h·s+i−p,w·s+j−p] · W[o,c,i,j]. Backward: the derivatives of the mean loss by
/// x, W and b. Equals `torch.nn.Conv2d`, followed by `torch.nn.ReLU` where fused.
final class ConvolutionNode: Node {
    let output: Memory
    let weight: TrainedTensor
    let bias: TrainedTensor

    private let device: Device
    private let forwardDescriptor: PrimitiveDescriptor
    private let source: Adapter
    private let convolve: Primitive
    private let geometry: Geometry
    private let isReLUFused: Bool
    private var steps: [() throws(NetworkError) -> Void] = []

    /// Sizes in the library's form.
    struct Geometry {
        let input: [Int]
        let weight: [Int]
        let output: [Int]
        let strides: [Int64]
        let padding: [Int64]
    }

    init(
        _ device: Device, input: Memory, geometry: Geometry,
        weight weightSpecification: ParameterSpecification, bias biasSpecification: ParameterSpecification,
        fusedReLU: Bool, isTrained: Bool
    ) throws(NetworkError) {
        let layouts = [
            try Layout.any(geometry.input), try Layout.any(geometry.weight), try Layout.any(geometry.output),
        ]
        var source = layouts[0].descriptor
        var weights = layouts[1].descriptor
        var target = layouts[2].descriptor
        let biasLayout = try Layout.plain([geometry.output[1]])
        var biases = biasLayout.descriptor
        var operation = dnnl_convolution_desc_t()
        try check(
            dnnl_convolution_forward_desc_init(
                &operation, isTrained ? dnnl_forward_training : dnnl_forward_inference,
                dnnl_convolution_direct, &source, &weights, &biases, &target, geometry.strides,
                geometry.padding, geometry.padding),
            "describe a convolution", layouts)
        let descriptor = try PrimitiveDescriptor(
            device, "convolution", &operation, fusedReLU: fusedReLU, layouts: layouts)
        self.device = device
        self.geometry = geometry
        isReLUFused = fusedReLU
        forwardDescriptor = descriptor
        self.source = try Adapter(device, input, as: descriptor.layout(dnnl_query_src_md))
        weight = try TrainedTensor(
            device, weightSpecification, dimensions: geometry.weight,
            layout: descriptor.layout(dnnl_query_weights_md), isTrained: isTrained)
        bias = try TrainedTensor(
            device, biasSpecification, dimensions: [geometry.output[1]], layout: biasLayout,
            isTrained: isTrained)
        output = try Memory(device, descriptor.layout(dnnl_query_dst_md))
        convolve = try Primitive(
            device, descriptor,
            [
                (DNNL_ARG_SRC, self.source.memory), (DNNL_ARG_WEIGHTS, weight.values),
                (DNNL_ARG_BIAS, bias.values), (DNNL_ARG_DST, output),
            ])
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try source.execute()
        try convolve.execute()
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

extension ConvolutionNode {
    private func prepareWeightGradient(_ outputGradient: Memory) throws(NetworkError) {
        guard let weightGradient = weight.gradient, let biasGradient = bias.gradient else { return }
        let layouts = [
            source.memory.layout, try Layout.any(geometry.weight), try Layout.any(geometry.output),
        ]
        var source = layouts[0].descriptor
        var weights = layouts[1].descriptor
        var target = layouts[2].descriptor
        var biases = biasGradient.layout.descriptor
        var operation = dnnl_convolution_desc_t()
        try check(
            dnnl_convolution_backward_weights_desc_init(
                &operation, dnnl_convolution_direct, &source, &weights, &biases, &target, geometry.strides,
                geometry.padding, geometry.padding),
            "describe a convolution's weight gradient", layouts)
        let descriptor = try PrimitiveDescriptor(
            device, "convolution, weight gradient", &operation, forward: forwardDescriptor, layouts: layouts)
        let gradient = try Adapter(device, outputGradient, as: descriptor.layout(dnnl_query_diff_dst_md))
        let result = try Adapter(
            device, writing: descriptor.layout(dnnl_query_diff_weights_md), to: weightGradient)
        let primitive = try Primitive(
            device, descriptor,
            [
                (DNNL_ARG_SRC, self.source.memory), (DNNL_ARG_DIFF_DST, gradient.memory),
                (DNNL_ARG_DIFF_WEIGHTS, result.memory), (DNNL_ARG_DIFF_BIAS, biasGradient),
            ])
        steps += [gradient.execute, primitive.execute, result.execute]
    }

    private func prepareInputGradient(_ outputGradient: Memory) throws(NetworkError) -> Memory {
        let layouts = [
            try Layout.any(geometry.input), try Layout.any(geometry.weight), try Layout.any(geometry.output),
        ]
        var source = layouts[0].descriptor
        var weights = layouts[1].descriptor
        var target = layouts[2].descriptor
        var operation = dnnl_convolution_desc_t()
        try check(
            dnnl_convolution_backward_data_desc_init(
                &operation, dnnl_convolution_direct, &source, &weights, &target, geometry.strides,
                geometry.padding, geometry.padding),
            "describe a convolution's input gradient", layouts)
        let descriptor = try PrimitiveDescriptor(
            device, "convolution, input gradient", &operation, forward: forwardDescriptor, layouts: layouts)
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
