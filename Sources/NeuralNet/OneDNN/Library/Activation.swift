/// A layer's values for the images of a batch, in parts that are computed one after the other.
///
/// A part is small enough to stay in a core's cache from one layer to the next.
struct Activation {
    /// One tensor for each part, or a single one that all parts use.
    let parts: [Memory]

    /// Values that all parts use.
    init(_ memory: Memory) { parts = [memory] }

    private init(parts: [Memory]) { self.parts = parts }

    /// Makes values of which each part is kept until the batch is done, one part behind the other in memory.
    ///
    /// - Parameter layout: the layout of one part.
    static func kept(_ device: Device, _ layout: Layout, parts count: Int) throws(NetworkError) -> Activation
    {
        let storage = Storage(byteCount: layout.byteCount * count)
        return try slices(device, layout, parts: count, of: storage)
    }

    /// Makes values of which each part takes the place of the one before.
    static func passing(_ device: Device, _ layout: Layout) throws(NetworkError) -> Activation {
        Activation(try Memory(device, layout))
    }

    /// What lies in a storage, as parts one behind the other.
    static func slices(
        _ device: Device, _ layout: Layout, parts count: Int, of storage: Storage
    ) throws(NetworkError) -> Activation {
        var parts: [Memory] = []
        for part in 0..<count {
            parts.append(try Memory(device, layout, in: storage, at: part * layout.byteCount))
        }
        return Activation(parts: parts)
    }

    /// The first part's tensor, then another one for all further parts.
    static func first(_ first: Memory, then other: Memory, parts count: Int) -> Activation {
        Activation(parts: [first] + Array(repeating: other, count: count - 1))
    }

    /// The layout of a part.
    var layout: Layout { parts[0].layout }

    /// The tensor of a part.
    subscript(part: Int) -> Memory { parts[min(part, parts.count - 1)] }
}
