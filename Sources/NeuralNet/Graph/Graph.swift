/// A network made for one member's share of a batch: every kernel, tensor and layout there is, made once.
///
/// A share of fewer images is computed with the rest of it left over; their loss counts nothing.
final class Graph {
    private let device: Device
    private let division: BatchDivision
    private let input: Activation
    private let partNodes: [any Node]
    private let batchNodes: [any Node]
    private let result: Adapter
    private let resultGradient: Memory?
    private var inputGradientReorder: Primitive?
    private var inputGradient: Activation?

    /// What a graph is made for.
    enum Purpose {
        /// Only forward, dropout doing nothing.
        case inference(ElementType)
        /// Forward and backward, dropout drawing from this seed.
        case training(ElementType, seed: UInt64)

        var isTraining: Bool { if case .training = self { true } else { false } }

        /// How the values between layers are kept.
        var precision: ElementType {
            switch self {
            case .inference(let type), .training(let type, _): type
            }
        }

        var seed: UInt64 { if case .training(_, let seed) = self { seed } else { 0 } }
    }

    /// Makes all kernels and tensors.
    ///
    /// - Parameters:
    ///   - store: the parameters; a member's graph is made after those of the members before it.
    ///   - lane: the member, from 0.
    ///   - needsInputGradient: whether ``inputGradients`` will be asked for.
    init(
        _ architecture: Architecture, division: BatchDivision, purpose: Purpose, store: ParameterStore,
        lane: Int, needsInputGradient: Bool = false
    ) throws(NetworkError) {
        var builder = try GraphBuilder(
            architecture, division: division, purpose: purpose, store: store, lane: lane,
            needsInputGradient: needsInputGradient)
        try builder.build()
        device = store.devices[lane]
        self.division = division
        input = builder.input
        partNodes = builder.partNodes
        batchNodes = builder.batchNodes
        let last = (batchNodes.last ?? partNodes.last)?.output ?? builder.input
        result = try Adapter(device, last, as: Layout.plain(last.layout.dimensions))
        guard purpose.isTraining else {
            resultGradient = nil
            return
        }
        let gradient = try Memory(device, Layout.plain(last.layout.dimensions))
        resultGradient = gradient
        try prepareBackward(Activation(gradient), needsInputGradient: needsInputGradient)
    }

    /// Where images go in: `[N, C, H, W]`, plain.
    var images: UnsafeMutableBufferPointer<Float> { input.allElements }

    /// The last layer's output, `[N, K]`, plain; valid after ``forward(count:step:)``.
    var logits: UnsafeMutableBufferPointer<Float> { result.values[0].elements }

    /// Where the derivative of the loss by the logits goes, `[N, K]`, plain.
    var logitGradients: UnsafeMutableBufferPointer<Float>? { resultGradient?.elements }

    /// The derivative of the loss by the images, plain; `nil` unless asked for.
    var inputGradients: UnsafeMutableBufferPointer<Float>? { inputGradient?.allElements }

    /// Computes the logits of the first images in ``images``.
    func forward(count: Int, step: Int = 0) throws(NetworkError) {
        for part in 0..<division.activeParts(count: count) {
            let pass = Pass(step: step, part: part)
            for node in partNodes { try node.forward(pass) }
        }
        let pass = Pass(step: step)
        for node in batchNodes { try node.forward(pass) }
        try result.execute(part: 0)
        try device.wait()
    }

    /// Computes all gradients from ``logitGradients``.
    func backward(count: Int, step: Int = 0) throws(NetworkError) {
        let pass = Pass(step: step)
        for node in batchNodes.reversed() { try node.backward(pass) }
        for part in 0..<division.activeParts(count: count) {
            let pass = Pass(step: step, part: part)
            for node in partNodes.reversed() { try node.backward(pass) }
            try inputGradientReorder?.execute(part: part)
        }
        try device.wait()
    }

    private func prepareBackward(
        _ resultGradient: Activation, needsInputGradient: Bool
    ) throws(NetworkError) {
        let nodes = partNodes + batchNodes
        let firstTrained = nodes.firstIndex(where: \.isWeighted) ?? nodes.count
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
        let plain = try Activation.kept(device, input.layout, parts: division.parts)
        inputGradientReorder = try Primitive.reorder(device, from: gradient, to: plain)
        inputGradient = plain
    }
}

extension Activation {
    /// The elements of all parts, kept one behind the other.
    fileprivate var allElements: UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(
            start: parts[0].elements.baseAddress, count: parts.reduce(0) { $0 + $1.count })
    }
}
