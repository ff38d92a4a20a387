import CKernels

/// Max pooling of 2×2 windows, for channels in blocks of 16, with the gradient of a ReLU before it.
///
/// The argmax indices also mark where the ReLU blocks the gradient, so the ReLU needs no backward pass of its own.
/// Equals `torch.nn.MaxPool2d(2)`.
final class MaxPooling2x2Node: UnaryNode {
    let output: Activation

    private let context: NodeContext
    private let input: Activation
    private let pooling: stepbook_max_pooling
    private let argmax: ArgmaxIndices?
    private var gradients: (output: Adapter, input: Activation)?

    /// Whether the node supports a pooling and its input.
    static func fits(_ layer: MaxPooling2D, input: Layout) throws(NetworkError) -> Bool {
        let dimensions = input.dimensions
        guard layer.isOfPairs, dimensions.count == 4, dimensions[1] % 16 == 0 else { return false }
        return try input.isSame(as: .channelsInBlocks(dimensions, input.elementType))
    }

    /// Makes the node.
    init(_ site: NodeSite) throws(NetworkError) {
        let (context, input) = (site.context, site.input)
        let dimensions = input.layout.dimensions
        pooling = stepbook_max_pooling(
            planes: dimensions[0] * dimensions[1] / 16, height: dimensions[2], width: dimensions[3],
            is_bfloat16: input.layout.elementType == .bfloat16 ? 1 : 0,
            includes_relu_gradient: site.includesReLUGradient ? 1 : 0)
        self.context = context
        self.input = input
        let layout = try Layout.channelsInBlocks(site.outputDimensions, input.layout.elementType)
        output =
            site.keepsOutput
            ? try .kept(context.device, layout, parts: context.parts) : try .passing(context.device, layout)
        argmax = context.isTrained ? ArgmaxIndices(count: output[0].count, parts: context.parts) : nil
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try context.device.wait()
        stepbook_max_pooling_forward(
            pooling, input[pass.part].address, output[pass.part].address, argmax?[pass.part])
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        guard needsInputGradient else { return nil }
        // Zeroed once; elements outside all windows stay 0.
        let inputGradient = try Activation.passing(context.device, input.layout)
        gradients = (try Adapter(context.device, outputGradient, as: output.layout), inputGradient)
        return inputGradient
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        guard let gradients else { return }
        try gradients.output.execute(part: pass.part)
        try context.device.wait()
        stepbook_max_pooling_backward(
            pooling, gradients.output.values[pass.part].address, argmax?[pass.part],
            gradients.input[pass.part].address)
    }
}
