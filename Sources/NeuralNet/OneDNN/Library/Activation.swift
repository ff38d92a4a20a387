/// A layer's output for the images of a batch, in parts that are computed one after the other.
///
/// A part is small enough to stay in a core's cache from one layer to the next.
struct Activation {
    /// One tensor for each part, or a single one shared by all parts.
    let parts: [Memory]

    /// Values shared by all parts.
    init(_ memory: Memory) { parts = [memory] }

    private init(parts: [Memory]) { self.parts = parts }

    /// Allocates all parts, contiguous in memory, so that each is kept until the batch is done.
    ///
    /// - Parameter layout: the layout of one part.
    static func kept(_ device: Device, _ layout: Layout, parts count: Int) throws(NetworkError) -> Activation
    {
        let storage = Storage(byteCount: layout.byteCount * count)
        return try slices(device, layout, parts: count, of: storage)
    }

    /// Allocates one part, which each part overwrites.
    static func passing(_ device: Device, _ layout: Layout) throws(NetworkError) -> Activation {
        Activation(try Memory(device, layout))
    }

    /// The contents of a storage as contiguous parts.
    static func slices(
        _ device: Device, _ layout: Layout, parts count: Int, of storage: Storage
    ) throws(NetworkError) -> Activation {
        var parts: [Memory] = []
        for part in 0..<count {
            parts.append(try Memory(device, layout, in: storage, at: part * layout.byteCount))
        }
        return Activation(parts: parts)
    }

    /// One tensor for the first part, another for all further parts.
    static func first(_ first: Memory, then other: Memory, parts count: Int) -> Activation {
        Activation(parts: [first] + Array(repeating: other, count: count - 1))
    }

    /// The layout of a part.
    var layout: Layout { parts[0].layout }

    /// The tensor of a part.
    subscript(part: Int) -> Memory { parts[min(part, parts.count - 1)] }
}
