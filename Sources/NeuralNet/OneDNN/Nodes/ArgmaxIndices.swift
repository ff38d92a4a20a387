/// Which element of each pooling window is the largest, a byte for each, for all parts of a batch.
final class ArgmaxIndices {
    private let storage: Storage
    private let count: Int

    /// Makes room.
    ///
    /// - Parameter count: the windows of a part.
    init(count: Int, parts: Int) {
        self.count = count
        storage = Storage(byteCount: count * parts)
    }

    /// Where those of a part begin.
    subscript(part: Int) -> UnsafeMutablePointer<UInt8> {
        (storage.address + part * count).assumingMemoryBound(to: UInt8.self)
    }
}
