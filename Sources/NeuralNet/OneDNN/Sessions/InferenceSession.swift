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
        store = try ParameterStore(threads: division.threads)
        var graphs: [Graph] = []
        for thread in 0..<division.threads {
            graphs.append(
                try Graph(
                    architecture, division: division, purpose: .inference(.float32), store: store,
                    thread: thread)
            )
        }
        self.graphs = graphs
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
            let rows = division.rows(of: thread, count: count)
            guard !rows.isEmpty else { return }
            var images = graphs[thread].images.mutableSpan
            fill(rows, &images)
            try graphs[thread].forward(count: rows.count)
            read(rows, graphs[thread].logits.span)
        }
    }
}
