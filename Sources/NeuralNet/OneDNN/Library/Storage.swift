/// Bytes that tensors lie in, owned.
final class Storage {
    let address: UnsafeMutableRawPointer
    let byteCount: Int

    /// Makes room, all zeros, at a multiple of 64 bytes, a cache line and the widest vector, and of such a size, so that
    /// the last vector may be a whole one.
    init(byteCount: Int) {
        // An empty tensor still needs a place.
        self.byteCount = (max(byteCount, 1) + 63) / 64 * 64
        address = .allocate(byteCount: self.byteCount, alignment: 64)
        address.initializeMemory(as: UInt8.self, repeating: 0, count: self.byteCount)
    }

    deinit { address.deallocate() }

    /// The bytes as Float32.
    var floats: UnsafeMutablePointer<Float> { address.assumingMemoryBound(to: Float.self) }
}
