/// What computes networks: today oneDNN, on the processor's cores.
///
/// All else in this module, and whoever uses it, knows an engine only through the two protocols below.
enum Engine {
    /// Makes a network to be trained.
    ///
    /// - Parameters:
    ///   - seed: what dropout's choices depend on.
    ///   - threads: how many threads compute; the same number gives the same bits.
    static func training(
        _ architecture: Architecture, parameters: Parameters, optimizer: Optimizer, batchSize: Int,
        seed: UInt64, threads: Int, precision: Precision
    ) throws(NetworkError) -> any TrainingEngine {
        try MemoryNeed(of: architecture, batchSize: batchSize, threads: threads, isTrained: true).check()
        return try TrainingSession(
            architecture, parameters: parameters, optimizer: optimizer, batchSize: batchSize, seed: seed,
            threads: threads, precision: precision)
    }

    /// Makes a network that only computes its outputs.
    static func inference(
        _ architecture: Architecture, parameters: Parameters, batchSize: Int, threads: Int
    ) throws(NetworkError) -> any InferenceEngine {
        try MemoryNeed(of: architecture, batchSize: batchSize, threads: threads, isTrained: false).check()
        return try InferenceSession(
            architecture, parameters: parameters, batchSize: batchSize, threads: threads)
    }
}

/// A network in training: parameters, optimizer, and what computes a step, for one batch size.
protocol TrainingEngine: AnyObject {
    /// The largest number of images in a step.
    var batchSize: Int { get }

    /// The number of steps done.
    var steps: Int { get }

    /// Trains on a batch.
    ///
    /// - Parameters:
    ///   - labels: the classes of the batch's images, at most ``batchSize`` of them.
    ///   - learningRate: the optimizer's rate in this step.
    ///   - fill: writes the normalized images of some rows, `[N, C, H, W]`; called for several threads at once.
    func step(
        labels: [Int], learningRate: Double, filling fill: (Range<Int>, inout MutableSpan<Float>) -> Void
    ) throws(NetworkError) -> TrainingSession.Step

    /// The parameters as they are now, in PyTorch's order.
    func parameters() throws(NetworkError) -> Parameters

    /// All that has changed since the first step, copied.
    func state() throws(NetworkError) -> TrainingState

    /// Goes on from a state of the same network and optimizer, to the same bits as if it had never stopped.
    func resume(from state: TrainingState) throws(NetworkError)
}

/// A network that only computes its outputs, for one batch size.
protocol InferenceEngine: AnyObject {
    /// Computes a batch.
    ///
    /// - Parameters:
    ///   - count: its images, at most the batch size.
    ///   - fill: writes the normalized images of some rows, `[N, C, H, W]`; called for several threads at once.
    ///   - read: given the logits of the same rows, `[N, K]`; called for several threads at once.
    func run(
        count: Int, filling fill: (Range<Int>, inout MutableSpan<Float>) -> Void,
        reading read: (Range<Int>, Span<Float>) -> Void
    ) throws(NetworkError)
}
