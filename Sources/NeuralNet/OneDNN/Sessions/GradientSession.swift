/// A network that computes the gradients of its outputs with respect to its input, for one batch size.
///
/// Its graph is that of a training, whose optimizer is missing.
final class GradientSession: GradientEngine {
    private let pool: ThreadPool
    private let division: BatchDivision
    private let graphs: [Graph]
    private let store: ParameterStore
    private let classes: Int

    /// Creates all kernels and loads the parameters.
    init(
        _ architecture: Architecture, parameters: Parameters, batchSize: Int, threads: Int
    ) throws(NetworkError) {
        classes = architecture.output.count
        division = BatchDivision(of: architecture, batchSize: batchSize, threads: threads, type: .float32)
        pool = try ThreadPool(count: division.threads)
        store = try ParameterStore(for: pool)
        graphs = try Graph.ofAllThreads(
            architecture, division: division, purpose: .training(.float32, seed: 0, frozenLayers: 0),
            store: store,
            needsInputGradient: true)
        try store.load(parameters)
    }

    func run(
        count: Int, filling fill: (Range<Int>, inout MutableSpan<Float>) -> Void,
        choosing choose: (Int, Span<Float>) -> Int, reading read: (Range<Int>, Span<Float>) -> Void
    ) throws(NetworkError) {
        try pool.run { thread throws(NetworkError) in
            guard let share = division.share(of: thread, count: count) else { return }
            let graph = graphs[thread]
            guard let outputGradients = graph.logitGradients, let inputGradients = graph.inputGradients else {
                preconditionFailure("a graph in training has gradients")
            }
            var images = graph.images.mutableSpan
            fill(share.rows, &images)
            try graph.forward(share)
            // Surplus rows get no gradient.
            outputGradients.update(repeating: 0)
            let logits = graph.logits.span
            for (place, row) in share.rows.enumerated() {
                let start = place * classes
                outputGradients[start + choose(row, logits.extracting(start..<start + classes))] = 1
            }
            try graph.backward(share)
            read(share.rows, inputGradients.span)
        }
    }
}
