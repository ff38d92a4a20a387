import CKernels

/// All features of each image scaled to mean 0 and variance 1, then each of them by a trained weight and bias.
///
/// Equals `torch.nn.LayerNorm` over all dimensions of an image. No image depends on another one, so neither do parts nor
/// threads.
final class LayerNormalizationNode: UnaryNode {
    let output: Activation

    private let context: NodeContext
    private let source: Adapter
    private let weight: TrainedTensor
    private let bias: TrainedTensor
    /// The kernel's arguments for a full part of the batch.
    private let kernel: stepbook_layer_normalization
    /// Mean and inverse deviation of each image, `[parts, N, 2]`.
    private let moments: Storage
    private var gradients: Gradients?

    private struct Gradients {
        let output: Adapter
        let weight: Memory
        let bias: Memory
        /// The input's gradient; `nil` if it is not needed.
        let input: Activation?
    }

    /// Makes the node.
    init(_ site: NodeSite) throws(NetworkError) {
        let (context, input) = (site.context, site.input)
        self.context = context
        let dimensions = input.layout.dimensions
        let plain = try Layout.plain([1] + dimensions.dropFirst())
        // The mean is the same in any order of the features, so blocked ones stay as they are unless zeros fill them up.
        let order = input.layout.withOutermost(1, .float32)
        let layout =
            order == nil
            ? try .plain(dimensions, context.precision) : input.layout.with(context.precision)
        // The backward pass needs the input.
        source =
            context.isTrained
            ? try Adapter(context.device, keeping: input, as: layout, parts: context.parts)
            : try Adapter(context.device, input, as: layout)
        weight = try site.tensors.trained("weight", as: order ?? plain)
        bias = try site.tensors.trained("bias", as: order ?? plain)
        output =
            site.keepsOutput
            ? try .kept(context.device, layout.with(site.outputType), parts: context.parts)
            : try .passing(context.device, layout.with(site.outputType))
        kernel = stepbook_layer_normalization(
            images: dimensions[0], features: dimensions.dropFirst().reduce(1, *),
            is_bfloat16: context.precision == .bfloat16 ? 1 : 0,
            is_output_bfloat16: site.outputType == .bfloat16 ? 1 : 0, epsilon: LayerNormalization.epsilon)
        moments = Storage(byteCount: context.parts * dimensions[0] * 2 * MemoryLayout<Float>.stride)
    }

    func forward(_ pass: Pass) throws(NetworkError) {
        try source.execute(part: pass.part)
        try context.device.wait()
        stepbook_layer_normalize(
            kernel(of: pass), source.values[pass.part].address, weight.values.storage.floats,
            bias.values.storage.floats, moments.floats + 2 * kernel.images * pass.part,
            output[pass.part].address)
    }

    func prepareBackward(
        _ outputGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) -> Activation? {
        let layout = source.values.layout
        let input = needsInputGradient ? try Activation.passing(context.device, layout) : nil
        gradients = Gradients(
            output: try Adapter(context.device, outputGradient, as: layout),
            weight: try weight.gradient(as: weight.values.layout, thread: context.thread),
            bias: try bias.gradient(as: bias.values.layout, thread: context.thread), input: input)
        return input
    }

    func backward(_ pass: Pass) throws(NetworkError) {
        guard let gradients else { return }
        try gradients.output.execute(part: pass.part)
        try context.device.wait()
        if pass.part == 0 {
            gradients.weight.clear(from: 0)
            gradients.bias.clear(from: 0)
        }
        let result = gradients.input?[pass.part]
        stepbook_layer_gradients(
            kernel(of: pass), source.values[pass.part].address, weight.values.storage.floats,
            moments.floats + 2 * kernel.images * pass.part, gradients.output.values[pass.part].address,
            gradients.weight.storage.floats, gradients.bias.storage.floats, result?.address)
        // Surplus rows have no loss.
        result?.clear(from: pass.images)
    }

    /// The kernel's arguments for the images of one part.
    private func kernel(of pass: Pass) -> stepbook_layer_normalization {
        var kernel = kernel
        kernel.images = pass.images
        return kernel
    }
}

extension LayerNormalization: OneDNNLayer {
    static let inputUse = InputUse.backward
    static let featureOrder = FeatureOrder.plain

    func nodes(_ site: NodeSite) throws(NetworkError) -> [any Node] { [try LayerNormalizationNode(site)] }
}
