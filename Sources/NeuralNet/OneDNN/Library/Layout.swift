import COneDNN

/// The memory layout of a tensor: dimensions, element type, and strides or blocks.
struct Layout: CustomStringConvertible {
    var descriptor: dnnl_memory_desc_t

    init(_ descriptor: dnnl_memory_desc_t) { self.descriptor = descriptor }

    /// Row-major, like PyTorch's contiguous tensors.
    static func plain(
        _ dimensions: [Int], _ type: ElementType = .float32
    ) throws(NetworkError) -> Layout {
        let tags = [dnnl_a, dnnl_ab, dnnl_abc, dnnl_abcd, dnnl_abcde]
        precondition(
            tags.indices.contains(dimensions.count - 1), "a tensor of \(dimensions.count) dimensions")
        return try make(dimensions, type, tags[dimensions.count - 1])
    }

    /// A layout that the library chooses for a primitive.
    static func any(
        _ dimensions: [Int], _ type: ElementType = .float32
    ) throws(NetworkError) -> Layout {
        try make(dimensions, type, dnnl_format_tag_any)
    }

    /// Images with their channels in blocks of 16: `[N, C / 16, H, W, 16]`.
    static func channelsInBlocks(_ dimensions: [Int], _ type: ElementType) throws(NetworkError) -> Layout {
        try make(dimensions, type, dnnl_aBcd16b)
    }

    /// Images with their channels in blocks of 8, for which the library has kernels with AVX2.
    static func channelsInSmallBlocks(_ dimensions: [Int], _ type: ElementType) throws(NetworkError) -> Layout
    {
        try make(dimensions, type, dnnl_aBcd8b)
    }

    /// A convolution's weight with its outputs in blocks of 16: `[O / 16, I, kH, kW, 16]`.
    static func outputsInBlocks(_ dimensions: [Int]) throws(NetworkError) -> Layout {
        try make(dimensions, .float32, dnnl_Abcd16a)
    }

    private static func make(
        _ dimensions: [Int], _ type: ElementType, _ tag: dnnl_format_tag_t
    ) throws(NetworkError) -> Layout {
        var descriptor = dnnl_memory_desc_t()
        let sizes = dimensions.map(Int64.init)
        try check(
            dnnl_memory_desc_init_by_tag(&descriptor, Int32(sizes.count), sizes, type.code, tag),
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

    /// The type of the elements.
    var elementType: ElementType { descriptor.data_type == dnnl_bf16 ? .bfloat16 : .float32 }

    /// The same layout with another size of the outermost dimension and another type; `nil` unless each index of that
    /// dimension has contiguous elements without padding.
    ///
    /// With it, a blocked layout of images `[N, C, H, W]` gives the order of their features.
    func withOutermost(_ count: Int, _ type: ElementType) -> Layout? {
        guard isBlocked, paddedDimensions == dimensions,
            outerStrides[0] == dimensions.dropFirst().reduce(1, *),
            !innerBlocks.contains(where: { $0.dimension == 0 })
        else { return nil }
        var other = descriptor
        other.dims.0 = Int64(count)
        other.padded_dims.0 = Int64(count)
        other.data_type = type.code
        return Layout(other)
    }

    /// The length of the rows that this bfloat16 layout interleaves in pairs, if it otherwise equals a Float32 layout;
    /// `nil` if it does not.
    ///
    /// Kernels that multiply pairs of bfloat16 want such weights: `8b64a2b` instead of Float32's `16b64a`.
    func lengthOfPairedRows(of single: Layout) -> Int? {
        guard elementType == .bfloat16, single.elementType == .float32, isBlocked, single.isBlocked,
            dimensions == single.dimensions, paddedDimensions == single.paddedDimensions,
            outerStrides == single.outerStrides, single.innerBlocks.map(\.dimension) == [1, 0]
        else { return nil }
        let (rows, length) = (single.innerBlocks[0].size, single.innerBlocks[1].size)
        let pairs = [
            Block(dimension: 1, size: rows / 2), single.innerBlocks[1], Block(dimension: 1, size: 2),
        ]
        return rows % 2 == 0 && length % 16 == 0 && innerBlocks == pairs ? length : nil
    }

    /// A contiguous run of elements along one dimension.
    private struct Block: Equatable {
        let dimension: Int
        let size: Int
    }

    private var isBlocked: Bool { descriptor.format_kind == dnnl_blocked && descriptor.offset0 == 0 }

    private var paddedDimensions: [Int] {
        withUnsafeBytes(of: descriptor.padded_dims) { bytes in
            bytes.bindMemory(to: Int64.self).prefix(Int(descriptor.ndims)).map(Int.init)
        }
    }

    private var outerStrides: [Int] {
        withUnsafeBytes(of: descriptor.format_desc.blocking.strides) { bytes in
            bytes.bindMemory(to: Int64.self).prefix(Int(descriptor.ndims)).map(Int.init)
        }
    }

    /// The blocks from the outermost to the innermost.
    private var innerBlocks: [Block] {
        let blocking = descriptor.format_desc.blocking
        return withUnsafeBytes(of: blocking.inner_idxs) { indices in
            withUnsafeBytes(of: blocking.inner_blks) { sizes in
                zip(indices.bindMemory(to: Int64.self), sizes.bindMemory(to: Int64.self))
                    .prefix(Int(blocking.inner_nblks)).map { Block(dimension: Int($0), size: Int($1)) }
            }
        }
    }

    /// Whether both describe the same layout of the same shape.
    func isSame(as other: Layout) -> Bool {
        withUnsafePointer(to: descriptor) { first in
            withUnsafePointer(to: other.descriptor) { second in dnnl_memory_desc_equal(first, second) != 0 }
        }
    }

    /// The same layout for elements of another type.
    func with(_ type: ElementType) -> Layout {
        var other = descriptor
        other.data_type = type.code
        return Layout(other)
    }

    /// The dimensions: `64×32×28×28`.
    var description: String { dimensions.map(String.init).joined(separator: "×") }
}
