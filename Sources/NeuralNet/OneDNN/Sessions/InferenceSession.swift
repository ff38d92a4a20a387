/// A network that only computes its outputs, for one batch size.
final class InferenceSession: InferenceEngine {
    private let pool: ThreadPool
    private let division: BatchDivision
    private let graphs: [Graph]
    private let store: ParameterStore

    /// Creates all kernels and loads the parameters.
    init(
        _ architecture: Architecture, parameters: Parameters, batchSize: Int, threads: Int
    ) throws(NetworkError) {
        division = BatchDivision(of: architecture, batchSize: batchSize, threads: threads, type: .float32)
        pool = try ThreadPool(count: division.threads)
        store = try ParameterStore(for: pool)
        graphs = try Graph.ofAllThreads(
            architecture, division: division, purpose: .inference(.float32), store: store)
        try store.load(parameters)
    }

    /// Computes a batch.
    ///
    /// - Parameters:
    ///   - count: the number of images, at most the batch size.
    ///   - fill: writes the images of some rows, `[N, C, H, W]`, normalized; called for several threads at once.
    ///   - read: receives the logits of the same rows, `[N, K]`; called for several threads at once.
    func run(
        count: Int, filling fill: (Range<Int>, inout MutableSpan<Float>) -> Void,
        reading read: (Range<Int>, Span<Float>) -> Void
    ) throws(NetworkError) {
        try pool.run { thread throws(NetworkError) in
            guard let share = division.share(of: thread, count: count) else { return }
            var images = graphs[thread].images.mutableSpan
            fill(share.rows, &images)
            try graphs[thread].forward(share)
            read(share.rows, graphs[thread].logits.span)
        }
    }
}
