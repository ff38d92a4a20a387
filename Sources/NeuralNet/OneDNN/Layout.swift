import COneDNN

/// How the elements of a tensor lie in memory: dimensions, element type, and order or blocks.
struct Layout: CustomStringConvertible {
    var descriptor: dnnl_memory_desc_t

    init(_ descriptor: dnnl_memory_desc_t) { self.descriptor = descriptor }

    /// Row-major elements in the order of the dimensions, as PyTorch's contiguous tensors.
    static func plain(_ dimensions: [Int]) throws(NetworkError) -> Layout {
        let tags = [dnnl_a, dnnl_ab, dnnl_abc, dnnl_abcd, dnnl_abcde]
        precondition(
            tags.indices.contains(dimensions.count - 1), "a tensor of \(dimensions.count) dimensions")
        return try make(dimensions, tags[dimensions.count - 1])
    }

    /// A layout that the library chooses for a primitive.
    static func any(_ dimensions: [Int]) throws(NetworkError) -> Layout {
        try make(dimensions, dnnl_format_tag_any)
    }

    private static func make(_ dimensions: [Int], _ tag: dnnl_format_tag_t) throws(NetworkError) -> Layout {
        var descriptor = dnnl_memory_desc_t()
        let sizes = dimensions.map(Int64.init)
        try check(
            dnnl_memory_desc_init_by_tag(&descriptor, Int32(sizes.count), sizes, dnnl_f32, tag),
            "describe a tensor of \(dimensions)")
        return Layout(descriptor)
    }

    /// The tensor's dimensions, in the library's order: batch first for activations, outputs first for weights.
    var dimensions: [Int] {
        withUnsafeBytes(of: descriptor.dims) { bytes in
            bytes.bindMemory(to: Int64.self).prefix(Int(descriptor.ndims)).map(Int.init)
        }
    }

    /// The bytes that a tensor of this layout takes, padding included.
    var byteCount: Int { withUnsafePointer(to: descriptor) { dnnl_memory_desc_get_size($0) } }

    /// Whether both lay out the same tensor in the same way.
    func isSame(as other: Layout) -> Bool {
        withUnsafePointer(to: descriptor) { first in
            withUnsafePointer(to: other.descriptor) { second in dnnl_memory_desc_equal(first, second) != 0 }
        }
    }

    /// The dimensions: `64×32×28×28`.
    var description: String { dimensions.map(String.init).joined(separator: "×") }
}
