import CKernels

/// A 3×3 convolution by Winograd's algorithm, fused with the ReLU and the 2×2 max pooling after it, if any.
///
/// The stages of the algorithm, the ReLU and the pooling run while their data is in a core's cache; with pooling, only
/// the pooled output is written. It computes in Float32; but in bfloat16 training, a large convolution's products of
/// transformed tiles and weights are those of bfloat16, with sums in Float32, if the processor has instructions for them.
///
/// Equals `torch.nn.Conv2d`, `torch.nn.ReLU` and `torch.nn.MaxPool2d(2)`, one after the other.
final class WinogradConvolutionNode: UnaryNode, FusionPattern {
    /// `[N, O, H, W]`, the outputs in blocks of 16.
    let output: Activation

    private let context: NodeContext
    private let source: Adapter
    private let convolution: stepbook_winograd_convolution
    private let weight: TrainedTensor
    private let bias: ConvolutionBias
    private let argmax: ArgmaxIndices?
    private var gradients: ConvolutionGradients?
    /// Where the derivative by the input goes, and the weight in the order that it is computed in.
    private var inputGradient: (values: Activation, weightByOutputs: Memory)?

    static func length(in chain: [ComputedGraph.Operation], isFirst: Bool) -> Int? {
        guard KernelLibrary.hasVectorsOf8, let convolution = chain[0].kind(Convolution2D.self),
            convolution.isDense,
            convolution.kernel == 3, convolution.stride == 1, convolution.padding <= 2
        else { return nil }
        let (channels, filters) = (chain[0].inputShape.dimensions[0], convolution.filters)
        let (rows, columns) = (chain[0].output.dimensions[1], chain[0].output.dimensions[2])
        // A tile of 4×4 takes 36 products. That saves nothing where much of the tiles lies outside the image; and the
        // weights of very many channels do not stay in the cache.
        guard filters % 16 == 0, channels % 16 == 0, filters * channels <= 65_536,
            36 * ((rows + 3) / 4) * ((columns + 3) / 4) * 2 <= 9 * rows * columns,
            KernelLibrary.hasVectorsOf16
                || isLarge(channels: channels, filters: filters, rows: rows, columns: columns)
        else { return nil }
        guard chain.count > 1, chain[1].layer is ReLU else { return 1 }
        return chain.count > 2 && chain[2].isPooling2x2 ? 3 : 2
    }

    /// Whether a convolution has so many multiply-adds that less exact or less common kernels are worth their gain: those
    /// with vectors of 8 floats, and products in bfloat16. Smaller ones, such as those of digits, keep the bits that they
    /// always had there.
    private static func isLarge(channels: Int, filters: Int, rows: Int, columns: Int) -> Bool {
        9 * channels * filters * rows * columns >= 8_000_000
    }

    /// Makes the node.
    init(_ site: NodeSite, fusing chain: [ComputedGraph.Operation]) throws(NetworkError) {
        guard let layer = chain[0].kind(Convolution2D.self) else {
            preconditionFailure("the chain starts with a convolution")
        }
        let (context, input) = (site.context, site.input)
        let images = input.layout.dimensions
        let isPooled = chain.count == 3
        let outputs = chain[0].output.dimensions
        let hasProducts =
            context.precision == .bfloat16 && KernelLibrary.hasBFloat16
            && Self.isLarge(
                channels: images[1], filters: layer.filters, rows: outputs[1], columns: outputs[2])
        convolution = stepbook_winograd_convolution(
            images: images[0], input_blocks: images[1] / 16, output_blocks: layer.filters / 16,
            height: images[2], width: images[3], padding: layer.padding,
            has_relu: chain.count > 1 ? 1 : 0, is_pooled: isPooled ? 1 : 0,
            is_bfloat16: context.precision == .bfloat16 ? 1 : 0,
            is_output_bfloat16: site.outputType == .bfloat16 ? 1 : 0,
            has_long_registers: KernelLibrary.hasVectorsOf16 ? 1 : 0,
            has_bfloat16_products: hasProducts ? 1 : 0)
        self.context = context
        let sourceLayout = try Layout.channelsInBlocks(images, context.precision)
        // The weight gradient needs the input.
        source =
            context.isTrained
            ? try Adapter(context.device, keeping: input, as: sourceLayout, parts: context.parts)
            : try Adapter(context.device, input, as: sourceLayout)
        weight = try site.tensors.trained(
            "weight", as: .outputsInBlocks([layer.filters, images[1], 3, 3]))
        bias = try ConvolutionBias(site, of: layer)
        let layout = try Layout.channelsInBlocks(site.outputDimensions, site.outputType)
        // Without pooling, the ReLU's gradient is computed from the output.
        output =
            site.keepsOutput || (context.isTrained && chain.count == 2)
            ? try .kept(context.device, layout, parts: context.parts) : try .passing(context.device, layout)
        argmax =
            context.isTrained && isPooled ? ArgmaxIndices(count: output[0].count, parts: context.parts) : nil
        try context.device.scratchpad.reserve(
            byteCount: stepbook_winograd_convolution_scratch(convolution, context.isTrained ? 1 : 0)
                * MemoryLayout<Float>.stride)
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try source.execute(part: pass.part)
        try context.device.wait()
        stepbook_winograd_convolution_forward(
            convolution, source.values[pass.part].address, weight.values.elements.baseAddress,
            bias.values.elements.baseAddress, output[pass.part].address, argmax?[pass.part],
            context.device.scratchpad.floats)
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        gradients = try ConvolutionGradients(
            context, output: outputGradient, as: output.layout, weight: weight, bias: bias)
        guard needsInputGradient else { return nil }
        let values = try Activation.passing(context.device, source.values.layout)
        let byOutputs = try Layout.channelsInBlocks(weight.values.layout.dimensions, .float32)
        inputGradient = (values, try weight.values(as: byOutputs))
        return values
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        guard let gradients else { return }
        try gradients.begin(pass)
        stepbook_winograd_convolution_backward(
            convolution, source.values[pass.part].address, output[pass.part].address, argmax?[pass.part],
            gradients.output.values[pass.part].address, inputGradient?.weightByOutputs.elements.baseAddress,
            inputGradient?.values[pass.part].address, gradients.weight.elements.baseAddress,
            gradients.bias.elements.baseAddress, context.device.scratchpad.floats)
    }
}
