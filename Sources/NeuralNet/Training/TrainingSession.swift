/// A network in training: parameters, optimizer and all kernels for one batch size.
///
/// Used from one thread at a time; the kernels run threads of their own.
public final class TrainingSession {
    /// The network.
    public let architecture: Architecture

    /// The largest number of images in a step.
    public let batchSize: Int

    /// The number of steps done.
    public private(set) var steps = 0

    private let graph: Graph
    private var optimizer: OptimizerState
    private let classes: Int

    /// What a step came to.
    public struct Step: Sendable, Hashable {
        /// The sum of the losses of the step's images, before the step changed the parameters.
        public let lossSum: Double

        /// How many of the step's images were told right, dropout acting.
        public let correct: Int
    }

    /// Makes all kernels and loads the parameters.
    ///
    /// - Parameters:
    ///   - seed: what dropout's choices depend on.
    ///   - threads: how many threads the kernels use; the same number gives the same bits.
    ///   - needsInputGradient: whether ``inputGradient()`` will be asked for.
    public init(
        _ architecture: Architecture, parameters: Parameters, optimizer: Optimizer, batchSize: Int,
        seed: UInt64, threads: Int, needsInputGradient: Bool = false
    ) throws(NetworkError) {
        self.architecture = architecture
        self.batchSize = batchSize
        classes = architecture.output.count
        graph = try Graph(
            Device(threads: threads), architecture, batchSize: batchSize, purpose: .training(seed: seed),
            needsInputGradient: needsInputGradient)
        for (tensor, (_, values)) in zip(graph.parameters, parameters.tensors) { try tensor.load(values) }
        self.optimizer = OptimizerState(optimizer, sizes: graph.parameters.map(\.values.count))
    }

    /// Computes the loss and all gradients of a batch, and changes nothing.
    ///
    /// - Parameters:
    ///   - labels: the classes of the batch's images, at most ``batchSize`` of them.
    ///   - fill: writes the images, `[N, C, H, W]`, normalized.
    public func computeGradients(
        labels: [Int], filling fill: (UnsafeMutableBufferPointer<Float>) -> Void
    ) throws(NetworkError) -> Step {
        precondition(!labels.isEmpty && labels.count <= batchSize, "\(labels.count) of \(batchSize) images")
        guard let gradients = graph.logitGradients else {
            preconditionFailure("a graph in training has gradients")
        }
        fill(graph.input.elements)
        try graph.forward(step: steps)
        let result = CrossEntropy.lossAndGradient(
            logits: graph.logits, labels: labels, classes: classes, gradients: gradients)
        try graph.backward(step: steps)
        return Step(lossSum: result.lossSum, correct: result.correct)
    }

    /// Trains on a batch.
    ///
    /// - Parameter learningRate: the optimizer's rate in this step.
    public func step(
        labels: [Int], learningRate: Double, filling fill: (UnsafeMutableBufferPointer<Float>) -> Void
    ) throws(NetworkError) -> Step {
        let result = try computeGradients(labels: labels, filling: fill)
        optimizer.step(graph.parameters, learningRate: learningRate)
        steps += 1
        return result
    }

    /// The parameters as they are now, in PyTorch's order.
    public func parameters() throws(NetworkError) -> Parameters {
        var named: [String: Tensor] = [:]
        for tensor in graph.parameters { named[tensor.specification.name] = try tensor.tensor() }
        return try Parameters(for: architecture, from: named)
    }

    /// The gradients of the last batch by parameter name, in PyTorch's order.
    public func gradients() throws(NetworkError) -> [String: Tensor] {
        var named: [String: Tensor] = [:]
        for tensor in graph.parameters { named[tensor.specification.name] = try tensor.gradientTensor() }
        return named
    }

    /// The logits of the last batch, `[N, K]`.
    public func logits() -> Tensor {
        Tensor(
            shape: Shape([batchSize, classes]), values: Array(graph.logits.prefix(batchSize * classes)))
    }

    /// The derivative of the last batch's loss by its images, `[N, C, H, W]`; `nil` unless it was asked for.
    public func inputGradient() -> Tensor? {
        graph.inputGradient.map { memory in
            let shape = Shape([batchSize] + architecture.input.dimensions)
            return Tensor(shape: shape, values: Array(memory.elements.prefix(shape.count)))
        }
    }
}

extension TrainingSession {
    /// Sends a batch forward and any gradient back, without a loss: for comparing single layers.
    ///
    /// - Parameters:
    ///   - input: `[N, C, H, W]` with N the batch size.
    ///   - outputGradient: as many elements as the output has.
    /// - Returns: the output's elements, and the derivative by the input.
    package func propagate(
        _ input: Tensor, outputGradient: Tensor
    ) throws(NetworkError) -> (output: [Float], inputGradient: Tensor?) {
        guard let gradients = graph.logitGradients else {
            preconditionFailure("a graph in training has gradients")
        }
        _ = graph.input.elements.update(from: input.values)
        try graph.forward(step: steps)
        _ = gradients.update(from: outputGradient.values)
        try graph.backward(step: steps)
        return (Array(graph.logits.prefix(outputGradient.values.count)), inputGradient())
    }
}
