import CKernels

/// A convolution over few channels, the ReLU and the 2×2 max pooling behind it, in one pass over the images.
///
/// What such a convolution makes of an image takes longer to write and to read again than to compute, and pooling keeps
/// a quarter of it; here the rest is never written. Always in Float32 inside, for the images are.
///
/// Equals `torch.nn.Conv2d`, `torch.nn.ReLU` and `torch.nn.MaxPool2d(2)`, one after the other.
final class PooledConvolutionNode: Node {
    /// `[N, O, H, W]`, the outputs in blocks of 16.
    let output: Activation
    let isWeighted = true

    private let place: Place
    private let input: Activation
    private let convolution: stepbook_pooled_convolution
    private let weight: TrainedTensor
    private let bias: TrainedTensor
    private let winners: Winners?
    private let scratch: Storage  // room for an image with its rim of zeros, which are never overwritten
    private var gradients: (output: Adapter, weight: Memory, bias: Memory)?

    /// Whether three layers one after the other are what the node computes, and it does that faster than they.
    ///
    /// - Parameter input: the images before the convolution, `[C, H, W]`.
    static func fits(_ layers: [Layer?], input: Shape) -> Bool {
        guard KernelLibrary.hasVectorsOf16, layers.count == 3,
            case .convolution2D(let filters, let kernel, 1, let padding) = layers[0], layers[1] == .relu,
            layers[2] == .maxPooling2D(size: 2, stride: 2)
        else { return false }
        // With more channels the library's kernels have enough to do for each number that they write.
        return filters % 16 == 0 && input.dimensions[0] <= 4 && padding < kernel
    }

    /// Makes the node.
    ///
    /// - Parameters:
    ///   - input: the images in Float32, plain.
    ///   - layer: the convolution.
    ///   - outputDimensions: those after pooling, `[N, O, H, W]`.
    ///   - weight: makes or finds the weight in a layout.
    ///   - bias: makes or finds the bias.
    ///   - keepsOutput: whether each part's output is needed until the batch is done.
    init(
        _ place: Place, input: Activation, layer: Layer, outputDimensions: [Int], keepsOutput: Bool,
        weight: (Layout) throws(NetworkError) -> TrainedTensor,
        bias: (Layout) throws(NetworkError) -> TrainedTensor
    ) throws(NetworkError) {
        guard case .convolution2D(let filters, let kernel, _, let padding) = layer else {
            preconditionFailure("\(layer) is no convolution")
        }
        let images = input.layout.dimensions
        convolution = stepbook_pooled_convolution(
            images: images[0], channels: images[1], height: images[2], width: images[3], kernel: kernel,
            padding: padding, blocks: filters / 16, is_bfloat16: place.precision == .bfloat16 ? 1 : 0)
        self.place = place
        self.input = input
        self.weight = try weight(.outputsInBlocks([filters, images[1], kernel, kernel]))
        self.bias = try bias(.plain([filters]))
        let layout = try Layout.channelsInBlocks(outputDimensions, place.precision)
        output =
            keepsOutput
            ? try .kept(place.device, layout, parts: place.parts) : try .passing(place.device, layout)
        winners = place.isTrained ? Winners(count: output[0].count, parts: place.parts) : nil
        scratch = Storage(
            byteCount: stepbook_pooled_convolution_scratch(convolution) * MemoryLayout<Float>.stride)
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try place.device.wait()
        stepbook_pooled_convolution_forward(
            convolution, input[pass.part].elements.baseAddress, weight.values.elements.baseAddress,
            bias.values.elements.baseAddress, output[pass.part].address, winners?[pass.part],
            scratch.floats)
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        precondition(!needsInputGradient, "a pooled convolution is the first layer that is trained")
        gradients = (
            output: try Adapter(place.device, outputGradient, as: output.layout),
            weight: try weight.gradient(as: weight.values.layout, lane: place.lane),
            bias: try bias.gradient(as: bias.values.layout, lane: place.lane)
        )
        return nil
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        guard let gradients else { return }
        try gradients.output.execute(part: pass.part)
        try place.device.wait()
        if pass.part == 0 {
            gradients.weight.elements.update(repeating: 0)
            gradients.bias.elements.update(repeating: 0)
        }
        stepbook_pooled_convolution_backward(
            convolution, input[pass.part].elements.baseAddress, gradients.output.values[pass.part].address,
            winners?[pass.part], gradients.weight.elements.baseAddress,
            gradients.bias.elements.baseAddress, scratch.floats)
    }
}
