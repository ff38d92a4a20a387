/// The bias of a convolution kernel of ours, which always adds one: zeros if the layer has none.
struct ConvolutionBias {
    /// The values, `[O]`.
    let values: Memory
    private let trained: TrainedTensor?

    /// Finds the layer's bias, or makes zeros.
    init(_ site: NodeSite, of layer: Convolution2D) throws(NetworkError) {
        let layout = try Layout.plain([layer.filters])
        trained = layer.hasBias ? try site.tensors.trained("bias", as: layout) : nil
        values = if let trained { trained.values } else { try Memory(site.context.device, layout) }
    }

    /// Where the kernel writes the gradient, which nobody reads if the layer has no bias.
    func gradient(_ context: NodeContext) throws(NetworkError) -> Memory {
        guard let trained else { return try Memory(context.device, values.layout) }
        return try trained.gradient(as: values.layout, thread: context.thread)
    }
}
