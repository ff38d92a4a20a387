/// How the images of a batch are shared out: a run of them to each member of a team, computed in parts.
struct BatchDivision {
    /// The largest number of images in a batch.
    let batchSize: Int

    /// The number of members that have images.
    let lanes: Int

    /// The parts of a member's share.
    let parts: Int

    /// The images of a part.
    let partSize: Int

    /// Divides a batch.
    ///
    /// - Parameters:
    ///   - threads: the most members there can be.
    ///   - type: how the values between layers are kept.
    init(of architecture: Architecture, batchSize: Int, threads: Int, type: ElementType) {
        precondition(batchSize > 0 && threads > 0, "\(batchSize) images for \(threads) threads")
        self.batchSize = batchSize
        lanes = min(threads, batchSize)
        let share = (batchSize + lanes - 1) / lanes
        // Only what comes before a flattening can be computed in parts.
        guard let flatten = architecture.layers.firstIndex(of: .flatten),
            flatten > 0, architecture.outputs[flatten - 1].dimensions.count > 1
        else {
            parts = 1
            partSize = share
            return
        }
        let largest = architecture.outputs[..<flatten].map(\.count).max() ?? 1
        let fitting = max(1, Self.partBytes / max(1, largest * type.byteCount))
        parts = (share + fitting - 1) / fitting
        partSize = (share + parts - 1) / parts
    }

    /// The bytes that a layer's values for a part may take.
    ///
    /// Measured best where a core has 1 MiB of second-level cache; fewer images than this leave the convolutions' kernels
    /// too little to do at a time. A constant, for the sums depend on it in their last bits.
    private static let partBytes = 1_700_000

    /// The images that there is room for in a member's share.
    var laneSize: Int { parts * partSize }

    /// The images of a batch that a member gets.
    ///
    /// - Parameter count: the images of the batch, at most ``batchSize``.
    func rows(of lane: Int, count: Int) -> Range<Int> {
        let share = (batchSize + lanes - 1) / lanes
        let start = min(lane * share, count)
        return start..<min(start + share, count)
    }

    /// The members that have images when a batch has this many.
    func activeLanes(count: Int) -> Int { (0..<lanes).count { !rows(of: $0, count: count).isEmpty } }

    /// The parts that hold a number of images.
    func activeParts(count: Int) -> Int { (count + partSize - 1) / partSize }
}
