/// Owned bytes that hold tensors.
final class Storage {
    let address: UnsafeMutableRawPointer
    let byteCount: Int

    /// Allocates zeroed bytes. Address and size are multiples of 64 bytes, a cache line and the widest vector, so that
    /// kernels may access whole vectors up to the end.
    init(byteCount: Int) {
        // An empty tensor still needs an address.
        self.byteCount = (max(byteCount, 1) + 63) / 64 * 64
        address = .allocate(byteCount: self.byteCount, alignment: 64)
        address.initializeMemory(as: UInt8.self, repeating: 0, count: self.byteCount)
    }

    deinit { address.deallocate() }

    /// The bytes as Float32.
    var floats: UnsafeMutablePointer<Float> { address.assumingMemoryBound(to: Float.self) }
}
