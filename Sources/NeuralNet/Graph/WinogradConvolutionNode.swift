import CKernels

/// A convolution of 3×3 by Winograd's algorithm, and the ReLU and 2×2 max pooling behind it, if any.
///
/// The stages of the algorithm, the ReLU and the pooling follow one another while their numbers are in a core's cache;
/// of a pooled output only what is left after pooling is ever written. Always in Float32 inside.
///
/// Equals `torch.nn.Conv2d`, `torch.nn.ReLU` and `torch.nn.MaxPool2d(2)`, one after the other.
final class WinogradConvolutionNode: Node {
    /// `[N, O, H, W]`, the outputs in blocks of 16.
    let output: Activation
    let isWeighted = true

    private let place: Place
    private let source: Adapter
    private let convolution: stepbook_winograd_convolution
    private let weight: TrainedTensor
    private let bias: TrainedTensor
    private let winners: Winners?
    private var gradients: Gradients?

    private struct Gradients {
        let output: Adapter
        let input: Activation?
        let weightByOutputs: Memory?
        let weight: Memory
        let bias: Memory
    }

    /// How many of the layers, from the first on, the node computes faster than nodes of their own.
    ///
    /// `nil` if it does for none.
    ///
    /// - Parameters:
    ///   - layers: a layer and those behind it.
    ///   - input: the images before the first, `[C, H, W]`.
    static func count(of layers: [Layer?], input: Shape) -> Int? {
        guard KernelLibrary.hasVectorsOf16, case .convolution2D(let filters, 3, 1, let padding) = layers[0],
            padding <= 2
        else { return nil }
        let (channels, height, width) = (input.dimensions[0], input.dimensions[1], input.dimensions[2])
        let (rows, columns) = (height + 2 * padding - 2, width + 2 * padding - 2)
        // Tiles of 4×4 take 36 products. Where much of them lies outside of the image that saves nothing; and weights of
        // very many channels do not stay in a cache.
        guard filters % 16 == 0, channels % 16 == 0, filters * channels <= 65_536,
            36 * ((rows + 3) / 4) * ((columns + 3) / 4) * 2 <= 9 * rows * columns
        else { return nil }
        guard layers.count > 1, layers[1] == .relu else { return 1 }
        let isPooled = layers.count > 2 && layers[2] == .maxPooling2D(size: 2, stride: 2)
        return isPooled ? 3 : 2
    }

    /// Makes the node.
    ///
    /// - Parameters:
    ///   - layers: those that the node computes, ``count(of:input:)`` of them.
    ///   - outputDimensions: those after the last, `[N, O, H, W]`.
    ///   - outputType: how the output is kept.
    ///   - keepsOutput: whether each part's output is needed until the batch is done.
    ///   - weight: makes or finds the weight in a layout.
    ///   - bias: makes or finds the bias.
    init(
        _ place: Place, input: Activation, layers: [Layer], outputDimensions: [Int],
        outputType: ElementType, keepsOutput: Bool,
        weight: (Layout) throws(NetworkError) -> TrainedTensor,
        bias: (Layout) throws(NetworkError) -> TrainedTensor
    ) throws(NetworkError) {
        guard case .convolution2D(let filters, _, _, let padding) = layers[0] else {
            preconditionFailure("\(layers[0]) is no convolution")
        }
        let images = input.layout.dimensions
        let isPooled = layers.count == 3
        convolution = stepbook_winograd_convolution(
            images: images[0], input_blocks: images[1] / 16, output_blocks: filters / 16, height: images[2],
            width: images[3], padding: padding, is_rectified: layers.count > 1 ? 1 : 0,
            is_pooled: isPooled ? 1 : 0, is_bfloat16: place.precision == .bfloat16 ? 1 : 0,
            is_output_bfloat16: outputType == .bfloat16 ? 1 : 0)
        self.place = place
        let sourceLayout = try Layout.channelsInBlocks(images, place.precision)
        // The input is needed again for the weight's derivative.
        source =
            place.isTrained
            ? try Adapter(place.device, keeping: input, as: sourceLayout, parts: place.parts)
            : try Adapter(place.device, input, as: sourceLayout)
        self.weight = try weight(.outputsInBlocks([filters, images[1], 3, 3]))
        self.bias = try bias(.plain([filters]))
        let layout = try Layout.channelsInBlocks(outputDimensions, outputType)
        // Without a pooling the output tells where the ReLU lets a gradient through.
        output =
            keepsOutput || (place.isTrained && layers.count == 2)
            ? try .kept(place.device, layout, parts: place.parts) : try .passing(place.device, layout)
        winners = place.isTrained && isPooled ? Winners(count: output[0].count, parts: place.parts) : nil
        try place.device.scratchpad.reserve(
            byteCount: stepbook_winograd_convolution_scratch(convolution, place.isTrained ? 1 : 0)
                * MemoryLayout<Float>.stride)
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try source.execute(part: pass.part)
        try place.device.wait()
        stepbook_winograd_convolution_forward(
            convolution, source.values[pass.part].address, weight.values.elements.baseAddress,
            bias.values.elements.baseAddress, output[pass.part].address, winners?[pass.part],
            place.device.scratchpad.floats)
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        let layout = source.values.layout
        let weightGradient = try weight.gradient(as: weight.values.layout, lane: place.lane)
        let byOutputs = try Layout.channelsInBlocks(weight.values.layout.dimensions, .float32)
        let gradients = Gradients(
            output: try Adapter(place.device, outputGradient, as: output.layout),
            input: needsInputGradient ? try .passing(place.device, layout) : nil,
            weightByOutputs: needsInputGradient ? try weight.values(as: byOutputs) : nil,
            weight: weightGradient, bias: try bias.gradient(as: bias.values.layout, lane: place.lane))
        self.gradients = gradients
        return gradients.input
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        guard let gradients else { return }
        try gradients.output.execute(part: pass.part)
        try place.device.wait()
        if pass.part == 0 {
            gradients.weight.elements.update(repeating: 0)
            gradients.bias.elements.update(repeating: 0)
        }
        stepbook_winograd_convolution_backward(
            convolution, source.values[pass.part].address, output[pass.part].address, winners?[pass.part],
            gradients.output.values[pass.part].address, gradients.weightByOutputs?.elements.baseAddress,
            gradients.input?[pass.part].address, gradients.weight.elements.baseAddress,
            gradients.bias.elements.baseAddress, place.device.scratchpad.floats)
    }
}
