/// A tensor as it is, or a copy of it in the layout that a kernel wants.
struct Adapter {
    /// The tensor in the wanted layout.
    let memory: Memory
    private let reorder: Primitive?

    /// Makes the tensor available in a layout, copying only where the layouts differ.
    init(_ device: Device, _ source: Memory, as layout: Layout) throws(NetworkError) {
        if source.layout.isSame(as: layout) {
            memory = source
            reorder = nil
        } else {
            memory = try Memory(device, layout)
            reorder = try Primitive.reorder(device, from: source, to: memory)
        }
    }

    /// Makes a place for a kernel to write in its layout, to be copied to where it is wanted in another.
    init(_ device: Device, writing layout: Layout, to target: Memory) throws(NetworkError) {
        if target.layout.isSame(as: layout) {
            memory = target
            reorder = nil
        } else {
            memory = try Memory(device, layout)
            reorder = try Primitive.reorder(device, from: memory, to: target)
        }
    }

    /// Copies where the layouts differ.
    func execute() throws(NetworkError) { try reorder?.execute() }
}
