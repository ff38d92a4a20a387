/// The argmax of each pooling window, one byte each, for all parts of a batch.
final class ArgmaxIndices {
    private let storage: Storage
    private let count: Int

    /// Allocates the indices.
    ///
    /// - Parameter count: the number of windows in a part.
    init(count: Int, parts: Int) {
        self.count = count
        storage = Storage(byteCount: count * parts)
    }

    /// The first index of a part.
    subscript(part: Int) -> UnsafeMutablePointer<UInt8> {
        (storage.address + part * count).assumingMemoryBound(to: UInt8.self)
    }
}
