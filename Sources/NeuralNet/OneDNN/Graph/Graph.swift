/// A network for one thread's share of a batch, with all kernels, tensors and layouts created once.
///
/// A smaller share still computes whole parts; the surplus rows contribute no loss and no gradient.
final class Graph {
    private let device: Device
    private let division: BatchDivision
    private let input: Activation
    private let nodes: [any Node]
    private let stages: [GraphBuilder.Stage]
    private let result: Adapter
    private let resultGradient: Memory?
    private let gradients: GraphGradients?
    private let inputGradient: GraphGradients.Images?

    /// The purpose of a graph.
    enum Purpose {
        /// The forward pass only, without dropout.
        case inference(ElementType)
        /// Forward and backward pass, with dropout from this seed.
        case training(ElementType, seed: UInt64)

        var isTraining: Bool { if case .training = self { true } else { false } }

        /// The element type of the values between layers.
        var precision: ElementType {
            switch self {
            case .inference(let type), .training(let type, _): type
            }
        }

        var seed: UInt64 { if case .training(_, let seed) = self { seed } else { 0 } }
    }

    /// Creates all kernels and tensors.
    ///
    /// - Parameters:
    ///   - store: the parameters; graphs are created in the order of their threads.
    ///   - thread: the thread index, 0-based.
    ///   - needsInputGradient: whether to compute ``inputGradients``.
    init(
        _ architecture: Architecture, division: BatchDivision, purpose: Purpose, store: ParameterStore,
        thread: Int, needsInputGradient: Bool = false
    ) throws(NetworkError) {
        var builder = try GraphBuilder(
            architecture, division: division, purpose: purpose, store: store, thread: thread,
            needsInputGradient: needsInputGradient)
        try builder.build()
        device = store.devices[thread]
        self.division = division
        input = builder.input
        nodes = builder.links.map(\.node)
        stages = builder.stages
        let last = builder.links.last?.node.output ?? builder.input
        let plain = try Layout.plain(last.layout.dimensions)
        result = try Adapter(device, last, as: plain)
        guard purpose.isTraining else {
            (resultGradient, gradients, inputGradient) = (nil, nil, nil)
            return
        }
        let gradient = try Memory(device, plain)
        let way = try GraphGradients(
            device, builder.links, outputGradient: Activation(gradient),
            needsInputGradient: needsInputGradient)
        resultGradient = gradient
        gradients = way
        inputGradient = try way.images(device, as: builder.input.layout, parts: division.parts)
    }

    /// The input images: `[N, C, H, W]`, plain.
    var images: UnsafeMutableBufferPointer<Float> { input.allElements }

    /// The last layer's output, `[N, K]`, plain; valid after ``forward(count:step:)``.
    var logits: UnsafeMutableBufferPointer<Float> { result.values[0].elements }

    /// The gradient of the loss with respect to the logits, `[N, K]`, plain; the input of ``backward(count:step:)``.
    var logitGradients: UnsafeMutableBufferPointer<Float>? { resultGradient?.elements }

    /// The gradient of the loss with respect to the images, plain; `nil` unless requested.
    var inputGradients: UnsafeMutableBufferPointer<Float>? { inputGradient?.values.allElements }

    /// Computes the logits of the first images in ``images``.
    func forward(count: Int, step: Int = 0) throws(NetworkError) {
        for stage in stages {
            for part in 0..<activeParts(of: stage, count: count) {
                let pass = Pass(step: step, part: part)
                for node in nodes[stage.links] { try node.forward(pass) }
            }
            try nodes[stage.links].last?.finishForward(Pass(step: step))
        }
        try result.execute(part: 0)
        try device.wait()
    }

    /// Computes all gradients from ``logitGradients``.
    func backward(count: Int, step: Int = 0) throws(NetworkError) {
        guard let gradients else { return }
        for (number, stage) in stages.enumerated().reversed() {
            for part in 0..<activeParts(of: stage, count: count) {
                let pass = Pass(step: step, part: part)
                for place in stage.links.reversed() {
                    try gradients.sums[place]?.execute(part: part)
                    try nodes[place].backward(pass)
                }
                if number == 0 { try inputGradient?.execute(part: part) }
            }
            try nodes[stage.links].first?.finishBackward(Pass(step: step))
        }
        try device.wait()
    }

    private func activeParts(of stage: GraphBuilder.Stage, count: Int) -> Int {
        stage.isInParts ? division.activeParts(count: count) : 1
    }
}

extension Activation {
    /// The elements of all parts, which are contiguous in memory.
    fileprivate var allElements: UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(
            start: parts[0].elements.baseAddress, count: parts.reduce(0) { $0 + $1.count })
    }
}
