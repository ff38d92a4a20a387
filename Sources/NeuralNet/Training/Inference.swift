/// A network that only computes its outputs, made for one batch size.
final class Inference {
    private let team: Team
    private let division: BatchDivision
    private let graphs: [Graph]
    private let store: ParameterStore

    /// Makes all kernels and loads the parameters.
    init(
        _ architecture: Architecture, parameters: Parameters, batchSize: Int, threads: Int
    ) throws(NetworkError) {
        division = BatchDivision(of: architecture, batchSize: batchSize, threads: threads, type: .float32)
        team = try Team(count: division.lanes)
        store = try ParameterStore(lanes: division.lanes)
        var graphs: [Graph] = []
        for lane in 0..<division.lanes {
            graphs.append(
                try Graph(
                    architecture, division: division, purpose: .inference(.float32), store: store, lane: lane)
            )
        }
        self.graphs = graphs
        try store.load(parameters)
    }

    /// Computes a batch.
    ///
    /// - Parameters:
    ///   - count: its images, at most the batch size.
    ///   - fill: writes the images of some rows, `[N, C, H, W]`, normalized; called for several members at once.
    ///   - read: given the logits of the same rows, `[N, K]`; called for several members at once.
    func run(
        count: Int, filling fill: (Range<Int>, UnsafeMutableBufferPointer<Float>) -> Void,
        reading read: (Range<Int>, UnsafeMutableBufferPointer<Float>) -> Void
    ) throws(NetworkError) {
        try team.run { lane throws(NetworkError) in
            let rows = division.rows(of: lane, count: count)
            guard !rows.isEmpty else { return }
            fill(rows, graphs[lane].images)
            try graphs[lane].forward(count: rows.count)
            read(rows, graphs[lane].logits)
        }
    }
}
