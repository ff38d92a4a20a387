/// The derivatives that a convolution's kernel of ours takes and gives: by its output, and by weight and bias, which are
/// added up over the parts of a batch.
struct ConvolutionGradients {
    /// By the output, in the kernel's layout.
    let output: Adapter

    /// By the weight.
    let weight: Memory

    /// By the bias.
    let bias: Memory

    private let device: Device

    /// Makes room.
    init(
        _ context: NodeContext, output: Activation, as layout: Layout, weight: TrainedTensor,
        bias: ConvolutionBias
    ) throws(NetworkError) {
        device = context.device
        self.output = try Adapter(device, output, as: layout)
        self.weight = try weight.gradient(as: weight.values.layout, thread: context.thread)
        self.bias = try bias.gradient(context)
    }

    /// Brings the derivative by a part's output in order, and begins the sums with zero where the part is the first.
    func begin(_ pass: Pass) throws(NetworkError) {
        try output.execute(part: pass.part)
        try device.wait()
        guard pass.part == 0 else { return }
        weight.elements.update(repeating: 0)
        bias.elements.update(repeating: 0)
    }
}
