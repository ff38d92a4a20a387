/// The engine that computes networks: oneDNN, on the processor's cores.
///
/// The rest of this module and its users see an engine only through the two protocols below.
enum Engine {
    /// Makes a network to be trained.
    ///
    /// - Parameters:
    ///   - seed: the seed of dropout's random numbers.
    ///   - threads: the number of threads; the same number gives the same bits.
    ///   - keepsBest: whether the caller keeps another network, that of the best epoch, beside it.
    static func training(
        _ architecture: Architecture, parameters: Parameters, optimizer: Optimizer,
        options: UpdateOptions, loss: CrossEntropyLoss, batchSize: Int, seed: UInt64, threads: Int,
        precision: Precision, keepsBest: Bool
    ) throws(NetworkError) -> any TrainingEngine {
        let copies = (options.averageDecay == nil ? 0 : 1) + (keepsBest ? 1 : 0)
        try MemoryNeed(
            of: architecture, batchSize: batchSize, threads: threads, isTrained: true, copies: copies
        ).check()
        return try TrainingSession(
            architecture, parameters: parameters, optimizer: optimizer, options: options, loss: loss,
            batchSize: batchSize, seed: seed, threads: threads, precision: precision)
    }

    /// Makes a network that only computes its outputs.
    static func inference(
        _ architecture: Architecture, parameters: Parameters, batchSize: Int, threads: Int
    ) throws(NetworkError) -> any InferenceEngine {
        try MemoryNeed(of: architecture, batchSize: batchSize, threads: threads, isTrained: false).check()
        return try InferenceSession(
            architecture, parameters: parameters, batchSize: batchSize, threads: threads)
    }

    /// Makes a network that computes the gradients of its outputs with respect to its input.
    ///
    /// - Parameter network: frozen, since its backward pass is that of training.
    static func differentiation(
        of network: FoldedNetwork, batchSize: Int, threads: Int
    ) throws(NetworkError) -> any GradientEngine {
        try MemoryNeed(of: network.architecture, batchSize: batchSize, threads: threads, isTrained: true)
            .check()
        return try GradientSession(
            network.architecture, parameters: network.parameters, batchSize: batchSize, threads: threads)
    }
}

/// A network in training: parameters, optimizer and kernels for one batch size.
protocol TrainingEngine: AnyObject {
    /// The largest number of images in a step.
    var batchSize: Int { get }

    /// The number of steps done.
    var steps: Int { get }

    /// Trains on a batch.
    ///
    /// - Parameters:
    ///   - targets: the classes of the batch's images, at most ``batchSize`` of them.
    ///   - learningRate: the optimizer's rate in this step.
    ///   - fill: writes the normalized images of some rows, `[N, C, H, W]`; called for several threads at once.
    func step(
        targets: [ClassTarget], learningRate: Double,
        filling fill: (Range<Int>, inout MutableSpan<Float>) -> Void
    ) throws(NetworkError) -> TrainingSession.Step

    /// The parameters as they are now, in PyTorch's order.
    func parameters() throws(NetworkError) -> Parameters

    /// What the training results in: the average of the parameters, if there is one, otherwise the parameters.
    func result() throws(NetworkError) -> Parameters

    /// A copy of everything that training changes.
    func state() throws(NetworkError) -> TrainingState

    /// Resumes from a state of the same network and optimizer; the bits are those of an uninterrupted training.
    func resume(from state: TrainingState) throws(NetworkError)
}

/// A network that only computes its outputs, for one batch size.
protocol InferenceEngine: AnyObject {
    /// Computes a batch.
    ///
    /// - Parameters:
    ///   - count: the number of images, at most the batch size.
    ///   - fill: writes the normalized images of some rows, `[N, C, H, W]`; called for several threads at once.
    ///   - read: receives the logits of the same rows, `[N, K]`; called for several threads at once.
    func run(
        count: Int, filling fill: (Range<Int>, inout MutableSpan<Float>) -> Void,
        reading read: (Range<Int>, Span<Float>) -> Void
    ) throws(NetworkError)
}

/// A network that computes the gradients of its outputs with respect to its input, for one batch size.
protocol GradientEngine: AnyObject {
    /// Computes a batch, and the gradient of one logit of each image.
    ///
    /// All three are called for several threads at once.
    ///
    /// - Parameters:
    ///   - count: the number of images, at most the batch size.
    ///   - fill: writes the input of some rows, `[N, C, H, W]`.
    ///   - choose: receives a row and its logits, `[K]`, and returns the index of one.
    ///   - read: receives for some rows the gradient of the chosen logits with respect to the input, `[N, C, H, W]`.
    func run(
        count: Int, filling fill: (Range<Int>, inout MutableSpan<Float>) -> Void,
        choosing choose: (Int, Span<Float>) -> Int, reading read: (Range<Int>, Span<Float>) -> Void
    ) throws(NetworkError)
}
