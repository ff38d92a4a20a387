/// How the images of a batch are shared out: a run of them to each thread, computed in parts.
struct BatchDivision {
    /// The largest number of images in a batch.
    let batchSize: Int

    /// The number of threads that have images.
    let threads: Int

    /// The parts of a thread's share.
    let parts: Int

    /// The images of a part.
    let partSize: Int

    /// Divides a batch.
    ///
    /// - Parameters:
    ///   - threads: the most threads there can be.
    ///   - type: how the values between layers are kept.
    init(of architecture: Architecture, batchSize: Int, threads: Int, type: ElementType) {
        precondition(batchSize > 0 && threads > 0, "\(batchSize) images for \(threads) threads")
        self.batchSize = batchSize
        self.threads = min(threads, batchSize)
        let share = (batchSize + self.threads - 1) / self.threads
        guard let joint = architecture.graph.joint else {
            parts = 1
            partSize = share
            return
        }
        let largest = architecture.graph.operations[..<joint].map(\.output.count).max() ?? 1
        let fitting = max(1, Self.partBytes / max(1, largest * type.byteCount))
        parts = (share + fitting - 1) / fitting
        partSize = (share + parts - 1) / parts
    }

    /// The bytes that a layer's values for a part may take.
    ///
    /// Measured best where a core has 1 MiB of second-level cache; fewer images than this leave the convolutions' kernels
    /// too little to do at a time. A constant, for the sums depend on it in their last bits.
    private static let partBytes = 1_700_000

    /// The images that there is room for in a thread's share.
    var threadSize: Int { parts * partSize }

    /// The images of a batch that a thread gets.
    ///
    /// - Parameter count: the images of the batch, at most ``batchSize``.
    func rows(of thread: Int, count: Int) -> Range<Int> {
        let share = (batchSize + threads - 1) / threads
        let start = min(thread * share, count)
        return start..<min(start + share, count)
    }

    /// The threads that have images when a batch has this many.
    func activeThreads(count: Int) -> Int { (0..<threads).count { !rows(of: $0, count: count).isEmpty } }

    /// What a thread has of a batch; `nil` where that is nothing.
    ///
    /// - Parameter count: the images of the batch, 1…``batchSize``.
    func share(of thread: Int, count: Int) -> BatchShare? {
        let rows = rows(of: thread, count: count)
        guard !rows.isEmpty else { return nil }
        return BatchShare(rows: rows, batchCount: count, threads: activeThreads(count: count))
    }

    /// The parts that hold a number of images.
    func activeParts(count: Int) -> Int { (count + partSize - 1) / partSize }

    /// The images of a part.
    ///
    /// - Parameter count: those of all parts together.
    func images(of part: Int, count: Int) -> Int { min(partSize, count - part * partSize) }
}

/// What a thread has of a batch.
struct BatchShare {
    /// The batch's images that are the thread's.
    let rows: Range<Int>

    /// The images of the whole batch.
    let batchCount: Int

    /// How many threads have images of it, the first ones.
    let threads: Int
}

extension NetworkGraph {
    /// The operation that puts the parts of a batch together, such as a flattening; `nil` where there is nothing before it
    /// to be computed in parts, or something behind it needs what is before.
    fileprivate var joint: Int? {
        let first = operations.indices.first { index in
            guard case .layer(let layer) = operations[index].computation,
                let kind = layer.kind as? any OneDNNLayer
            else { return false }
            return type(of: kind).joinsParts
        }
        guard let joint = first, joint > 0, shape(of: operations[joint].inputs[0]).dimensions.count > 1,
            operations[(joint + 1)...].allSatisfy({ operation in
                operation.inputs.allSatisfy { $0.operation.map { $0 >= joint } ?? false }
            })
        else { return nil }
        return joint
    }
}
