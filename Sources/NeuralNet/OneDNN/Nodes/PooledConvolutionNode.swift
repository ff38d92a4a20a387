import CKernels

/// A convolution over few channels, fused with the ReLU and the 2×2 max pooling after it.
///
/// Writing and reading the output of such a convolution takes longer than computing it, and pooling keeps a quarter of
/// it; here the rest is never written. It computes in Float32, as the images are.
///
/// Equals `torch.nn.Conv2d`, `torch.nn.ReLU` and `torch.nn.MaxPool2d(2)`, one after the other.
final class PooledConvolutionNode: UnaryNode, FusionPattern {
    /// `[N, O, H, W]`, the outputs in blocks of 16.
    let output: Activation

    private let context: NodeContext
    private let input: Activation
    private let convolution: stepbook_pooled_convolution
    private let weight: TrainedTensor
    private let bias: ConvolutionBias
    private let argmax: ArgmaxIndices?
    private let scratch: Storage  // an image with its zero padding, which is never overwritten
    private var gradients: ConvolutionGradients?

    static func length(in chain: [ComputedGraph.Operation], isFirst: Bool) -> Int? {
        guard isFirst, KernelLibrary.hasVectorsOf16, chain.count >= 3,
            let convolution = chain[0].kind(Convolution2D.self), convolution.isDense, convolution.stride == 1,
            chain[1].layer is ReLU, chain[2].isPooling2x2
        else { return nil }
        // With more channels, the library's kernels do enough arithmetic per output.
        return convolution.filters % 16 == 0 && chain[0].inputShape.dimensions[0] <= 4
            && convolution.padding < convolution.kernel ? 3 : nil
    }

    /// Makes the node on plain Float32 images.
    init(_ site: NodeSite, fusing chain: [ComputedGraph.Operation]) throws(NetworkError) {
        guard let layer = chain[0].kind(Convolution2D.self) else {
            preconditionFailure("the chain starts with a convolution")
        }
        let (context, input) = (site.context, site.input)
        let images = input.layout.dimensions
        convolution = stepbook_pooled_convolution(
            images: images[0], channels: images[1], height: images[2], width: images[3],
            kernel: layer.kernel, padding: layer.padding, blocks: layer.filters / 16,
            is_bfloat16: context.precision == .bfloat16 ? 1 : 0)
        self.context = context
        self.input = input
        weight = try site.tensors.trained(
            "weight", as: .outputsInBlocks([layer.filters, images[1], layer.kernel, layer.kernel]))
        bias = try ConvolutionBias(site, of: layer)
        let layout = try Layout.channelsInBlocks(site.outputDimensions, context.precision)
        output =
            site.keepsOutput
            ? try .kept(context.device, layout, parts: context.parts) : try .passing(context.device, layout)
        argmax = context.isTrained ? ArgmaxIndices(count: output[0].count, parts: context.parts) : nil
        scratch = Storage(
            byteCount: stepbook_pooled_convolution_scratch(convolution) * MemoryLayout<Float>.stride)
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try context.device.wait()
        stepbook_pooled_convolution_forward(
            convolution, input[pass.part].elements.baseAddress, weight.values.elements.baseAddress,
            bias.values.elements.baseAddress, output[pass.part].address, argmax?[pass.part],
            scratch.floats)
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        precondition(!needsInputGradient, "a pooled convolution has no input gradient")
        gradients = try ConvolutionGradients(
            context, output: outputGradient, as: output.layout, weight: weight, bias: bias)
        return nil
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        guard let gradients else { return }
        try gradients.begin(pass)
        stepbook_pooled_convolution_backward(
            convolution, input[pass.part].elements.baseAddress, gradients.output.values[pass.part].address,
            argmax?[pass.part], gradients.weight.elements.baseAddress,
            gradients.bias.elements.baseAddress, scratch.floats)
    }
}

extension ComputedGraph.Operation {
    /// Whether it is a max pooling of adjacent 2×2 windows without padding.
    var isPooling2x2: Bool { kind(MaxPooling2D.self)?.isOfPairs ?? false }
}
