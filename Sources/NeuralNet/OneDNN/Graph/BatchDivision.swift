/// The division of a batch: a contiguous share for each thread, computed in parts.
struct BatchDivision {
    /// The largest number of images in a batch.
    let batchSize: Int

    /// The number of threads that get images.
    let threads: Int

    /// The number of parts of a thread's share.
    let parts: Int

    /// The number of images in a part.
    let partSize: Int

    /// Divides a batch.
    ///
    /// - Parameters:
    ///   - threads: the maximum number of threads.
    ///   - type: the element type of the values between layers.
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
        let divided = architecture.graph.operations[..<joint]
        let largest = divided.map(\.output.count).max() ?? 1
        let fitting = max(
            Self.partBytes / max(1, largest * type.byteCount), divided.map(\.imagesPerCall).max() ?? 1)
        parts = (share + fitting - 1) / fitting
        partSize = (share + parts - 1) / parts
    }

    /// The maximum size of a layer's output for a part, in bytes.
    ///
    /// The fastest measured on cores with 1 MiB of L2 cache; with smaller parts, convolution kernels have too little
    /// work per call. A constant, because the last bits of the sums depend on it.
    private static let partBytes = 1_700_000

    /// The capacity of a thread's share, in images.
    var threadSize: Int { parts * partSize }

    /// The range of the batch's images that a thread computes.
    ///
    /// - Parameter count: the number of images in the batch, at most ``batchSize``.
    func rows(of thread: Int, count: Int) -> Range<Int> {
        let share = (batchSize + threads - 1) / threads
        let start = min(thread * share, count)
        return start..<min(start + share, count)
    }

    /// The number of threads that get images of a batch of this size.
    func activeThreads(count: Int) -> Int { (0..<threads).count { !rows(of: $0, count: count).isEmpty } }

    /// A thread's share of a batch; `nil` if it is empty.
    ///
    /// - Parameter count: the images of the batch, 1…``batchSize``.
    func share(of thread: Int, count: Int) -> BatchShare? {
        let rows = rows(of: thread, count: count)
        guard !rows.isEmpty else { return nil }
        return BatchShare(rows: rows, threads: activeThreads(count: count))
    }

    /// The number of parts that this many images fill.
    func activeParts(count: Int) -> Int { (count + partSize - 1) / partSize }

    /// The images of a part.
    ///
    /// - Parameter count: those of all parts together.
    func images(of part: Int, count: Int) -> Int { min(partSize, count - part * partSize) }
}

/// A thread's share of a batch.
struct BatchShare {
    /// The thread's rows of the batch.
    let rows: Range<Int>

    /// The number of threads with images, which are the first ones.
    let threads: Int
}

extension NetworkGraph.Operation {
    /// The least number of images that is worth a call of the operation's kernel.
    ///
    /// A convolution transforms its weight, or reads it from beyond the cache, once a call: small images are worth that
    /// only together. With six of 4×4 outputs, cifar10's took two and a half times as long.
    fileprivate var imagesPerCall: Int {
        guard case .layer(let layer) = computation, layer.kind is Convolution2D, output.dimensions.count == 3
        else { return 1 }
        let tiles = output.dimensions.dropFirst().reduce(1) { $0 * (($1 + 3) / 4) }
        return (Self.tilesPerCall + tiles - 1) / tiles
    }

    /// The least number of tiles of 4×4 outputs in a call.
    private static let tilesPerCall = 64
}

extension NetworkGraph {
    /// The operation that joins the parts of a batch, such as flatten; `nil` if no operation before it can be computed
    /// in parts, or a later one consumes a value from before it.
    fileprivate var joint: Int? {
        let first = operations.indices.first { index in
            guard case .layer(let layer) = operations[index].computation,
                let kind = layer.kind as? any OneDNNLayer
            else { return false }
            return type(of: kind).joinsParts
        }
        guard let joint = first, joint > 0, shape(of: operations[joint].inputs[0]).dimensions.count > 1,
            // A row of features is not computed in parts.
            operations[..<joint].allSatisfy({ shape(of: $0.inputs[0]).dimensions.count > 1 }),
            operations[(joint + 1)...].allSatisfy({ operation in
                operation.inputs.allSatisfy { $0.operation.map { $0 >= joint } ?? false }
            })
        else { return nil }
        return joint
    }
}
