import COneDNN

/// A tensor's elements in a layout, owned.
final class Memory {
    let layout: Layout
    let handle: dnnl_memory_t
    private let storage: UnsafeMutableRawPointer

    /// The number of elements, padding included.
    let count: Int

    /// Makes a tensor of zeros.
    init(_ device: Device, _ layout: Layout) throws(NetworkError) {
        let byteCount = layout.byteCount
        // 64 bytes is a cache line and the widest vector; an empty tensor still needs a place.
        let storage = UnsafeMutableRawPointer.allocate(byteCount: max(byteCount, 64), alignment: 64)
        storage.initializeMemory(as: UInt8.self, repeating: 0, count: max(byteCount, 64))
        var handle: dnnl_memory_t?
        var descriptor = layout.descriptor
        let status = dnnl_memory_create(&handle, &descriptor, device.engine, storage)
        guard status == dnnl_success, let handle else {
            storage.deallocate()
            throw .primitive(
                operation: "make a tensor", status: "\(status.rawValue)", shapes: [layout.description])
        }
        self.layout = layout
        self.handle = handle
        self.storage = storage
        count = byteCount / MemoryLayout<Float>.stride
    }

    deinit {
        dnnl_memory_destroy(handle)
        storage.deallocate()
    }

    /// The elements in the order of the layout; valid while the tensor lives.
    var elements: UnsafeMutableBufferPointer<Float> {
        UnsafeMutableBufferPointer(start: storage.assumingMemoryBound(to: Float.self), count: count)
    }
}
