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
        /// Forward and backward pass, with dropout from this seed; as many layers, from the first, are not trained.
        case training(ElementType, seed: UInt64, frozenLayers: Int)

        var isTraining: Bool { if case .training = self { true } else { false } }

        /// The element type of the values between layers.
        var precision: ElementType {
            switch self {
            case .inference(let type), .training(let type, _, _): type
            }
        }

        var seed: UInt64 { if case .training(_, let seed, _) = self { seed } else { 0 } }

        var frozenLayers: Int { if case .training(_, _, let count) = self { count } else { 0 } }
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
            needsInputGradient: needsInputGradient, parts: division.parts)
        resultGradient = gradient
        gradients = way
        inputGradient = try way.images(device, as: builder.input.layout, parts: division.parts)
    }

    /// Creates the graphs of all threads, which share the parameters.
    static func ofAllThreads(
        _ architecture: Architecture, division: BatchDivision, purpose: Purpose, store: ParameterStore,
        needsInputGradient: Bool = false
    ) throws(NetworkError) -> [Graph] {
        var graphs: [Graph] = []
        for thread in 0..<division.threads {
            graphs.append(
                try Graph(
                    architecture, division: division, purpose: purpose, store: store, thread: thread,
                    needsInputGradient: needsInputGradient))
        }
        return graphs
    }

    /// The input images: `[N, C, H, W]`, plain.
    var images: UnsafeMutableBufferPointer<Float> { input.allElements }

    /// The last layer's output, `[N, K]`, plain; valid after ``forward(count:step:)``.
    var logits: UnsafeMutableBufferPointer<Float> { result.values[0].elements }

    /// The gradient of the loss with respect to the logits, `[N, K]`, plain; the input of ``backward(count:step:)``.
    var logitGradients: UnsafeMutableBufferPointer<Float>? { resultGradient?.elements }

    /// The gradient of the loss with respect to the images, plain; `nil` unless requested.
    var inputGradients: UnsafeMutableBufferPointer<Float>? { inputGradient?.values.allElements }

    /// Computes the logits of the first images in ``images``, those of a share.
    func forward(_ share: BatchShare, step: Int = 0) throws(NetworkError) {
        for stage in stages {
            for pass in passes(of: stage, share, step: step) {
                for node in nodes[stage.links] { try node.forward(pass) }
            }
            try nodes[stage.links].last?.finishForward(share)
        }
        try result.execute(part: 0)
        try device.wait()
    }

    /// Computes all gradients from ``logitGradients``.
    func backward(_ share: BatchShare, step: Int = 0) throws(NetworkError) {
        guard let gradients else { return }
        for (number, stage) in stages.enumerated().reversed() {
            for pass in passes(of: stage, share, step: step) {
                for place in stage.links.reversed() {
                    try gradients.sums[place]?.execute(part: pass.part)
                    try nodes[place].backward(pass)
                    try gradients.keep(behind: place, part: pass.part)
                }
                if number == 0 { try inputGradient?.execute(part: pass.part) }
            }
            try nodes[stage.links].first?.finishBackward(share)
        }
        try device.wait()
    }

    /// What passes through a stage one after the other.
    private func passes(of stage: GraphBuilder.Stage, _ share: BatchShare, step: Int) -> [Pass] {
        let count = share.rows.count
        guard stage.isInParts else { return [Pass(step: step, share: share, part: 0, images: count)] }
        return (0..<division.activeParts(count: count)).map { part in
            Pass(step: step, share: share, part: part, images: division.images(of: part, count: count))
        }
    }
}

extension Activation {
    /// The elements of all parts, which are contiguous in memory.
    fileprivate var allElements: UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(
            start: parts[0].elements.baseAddress, count: parts.reduce(0) { $0 + $1.count })
    }
}
