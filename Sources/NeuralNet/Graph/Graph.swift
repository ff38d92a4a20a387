/// A network made for one batch size: every kernel, tensor and layout there is, made once.
///
/// A batch of fewer images is computed with the rest of the batch left over; their loss counts nothing.
final class Graph {
    /// The largest number of images at a time.
    let batchSize: Int

    /// Where images go in: `[N, C, H, W]`, plain.
    let input: Memory

    /// The trained tensors in the architecture's order.
    let parameters: [TrainedTensor]

    /// The derivative of the loss by the input, plain; `nil` unless asked for.
    private(set) var inputGradient: Memory?

    private let device: Device
    private let nodes: [any Node]
    private let result: Adapter
    private let resultGradient: Memory?
    private var inputGradientReorder: Primitive?

    /// What a graph is made for.
    enum Purpose {
        /// Only forward, dropout doing nothing.
        case inference
        /// Forward and backward, dropout drawing from this seed.
        case training(seed: UInt64)
    }

    /// Makes all kernels and tensors, the parameters zero.
    init(
        _ device: Device, _ architecture: Architecture, batchSize: Int, purpose: Purpose,
        needsInputGradient: Bool = false
    ) throws(NetworkError) {
        var builder = try GraphBuilder(device, architecture, batchSize: batchSize, purpose: purpose)
        let nodes = try builder.build()
        let last = nodes.last?.output ?? builder.input
        self.device = device
        self.batchSize = batchSize
        input = builder.input
        parameters = builder.parameters
        self.nodes = nodes
        result = try Adapter(device, last, as: Layout.plain(last.layout.dimensions))
        guard case .training = purpose else {
            resultGradient = nil
            return
        }
        let gradient = try Memory(device, Layout.plain(last.layout.dimensions))
        resultGradient = gradient
        try prepareBackward(gradient, needsInputGradient: needsInputGradient)
    }

    /// The last layer's output, `[N, K]`, plain; valid after ``forward(step:)``.
    var logits: UnsafeMutableBufferPointer<Float> { result.memory.elements }

    /// Where the derivative of the loss by the logits goes, `[N, K]`, plain.
    var logitGradients: UnsafeMutableBufferPointer<Float>? { resultGradient?.elements }

    /// Computes the logits of the images in ``input``.
    func forward(step: Int = 0) throws(NetworkError) {
        let pass = Pass(step: step)
        for node in nodes { try node.forward(pass) }
        try result.execute()
        try device.wait()
    }

    /// Computes all gradients from ``logitGradients``.
    func backward(step: Int = 0) throws(NetworkError) {
        let pass = Pass(step: step)
        for node in nodes.reversed() { try node.backward(pass) }
        try inputGradientReorder?.execute()
        try device.wait()
    }

    private func prepareBackward(
        _ resultGradient: Memory, needsInputGradient: Bool
    ) throws(NetworkError) {
        let firstTrained = nodes.firstIndex { $0 is ConvolutionNode || $0 is DenseNode } ?? nodes.count
        var gradient = resultGradient
        for (index, node) in nodes.enumerated().reversed() {
            guard index >= firstTrained || needsInputGradient else { return }
            guard
                let next = try node.prepareBackward(
                    gradient, needsInputGradient: needsInputGradient || index > firstTrained)
            else { return }
            gradient = next
        }
        guard needsInputGradient else { return }
        let plain = try Memory(device, Layout.plain(gradient.layout.dimensions))
        inputGradientReorder = try Primitive.reorder(device, from: gradient, to: plain)
        inputGradient = plain
    }
}
