import COneDNN

/// A tensor's elements in a layout.
final class Memory {
    let layout: Layout
    private let owned: Handle

    var handle: dnnl_memory_t { owned.pointer }
    let storage: Storage
    private let offset: Int

    /// Makes a tensor of zeros.
    convenience init(_ device: Device, _ layout: Layout) throws(NetworkError) {
        try self.init(device, layout, in: Storage(byteCount: layout.byteCount), at: 0)
    }

    /// Makes a tensor on the bytes of a storage.
    ///
    /// - Parameter offset: its start, in bytes.
    init(_ device: Device, _ layout: Layout, in storage: Storage, at offset: Int) throws(NetworkError) {
        precondition(
            offset >= 0 && offset + layout.byteCount <= storage.byteCount,
            "\(layout.byteCount) bytes at \(offset) of \(storage.byteCount)")
        var handle: dnnl_memory_t?
        var descriptor = layout.descriptor
        let status = dnnl_memory_create(&handle, &descriptor, device.engine, storage.address + offset)
        guard status == dnnl_success, let handle else {
            throw .primitive(
                operation: "make a tensor", status: statusName(status), shapes: [layout.description])
        }
        self.layout = layout
        owned = Handle(handle) { dnnl_memory_destroy($0) }
        self.storage = storage
        self.offset = offset
    }

    /// The elements of a Float32 tensor in the order of the layout, padding included; valid while the tensor lives.
    var elements: UnsafeMutableBufferPointer<Float> {
        precondition(layout.elementType == .float32, "the elements are \(layout.elementType)")
        return elements(as: Float.self)
    }

    /// The bit patterns of a bfloat16 tensor's elements, like ``elements``.
    var patterns: UnsafeMutableBufferPointer<UInt16> {
        precondition(layout.elementType == .bfloat16, "the elements are \(layout.elementType)")
        return elements(as: UInt16.self)
    }

    /// The address of the first element; valid while the tensor lives.
    var address: UnsafeMutableRawPointer { storage.address + offset }

    /// Zeros the bytes of all images, or other slices of the outermost dimension, from one on.
    func clear(from first: Int) {
        let slice = layout.byteCount / layout.dimensions[0]
        (address + slice * first).initializeMemory(
            as: UInt8.self, repeating: 0, count: layout.byteCount - slice * first)
    }

    /// The number of elements, padding included.
    var count: Int { layout.byteCount / layout.elementType.byteCount }

    private func elements<Element>(as type: Element.Type) -> UnsafeMutableBufferPointer<Element> {
        UnsafeMutableBufferPointer(
            start: address.assumingMemoryBound(to: Element.self), count: count)
    }
}
