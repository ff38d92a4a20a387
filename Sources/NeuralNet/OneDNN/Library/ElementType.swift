import COneDNN

/// The type of a tensor's elements.
enum ElementType: Sendable {
    /// IEEE 754's 32 bits.
    case float32
    /// The upper half of a Float32: its range, with 8 bits of precision.
    case bfloat16

    /// Bytes per element.
    var byteCount: Int { self == .float32 ? 4 : 2 }

    /// The library's name for it.
    var code: dnnl_data_type_t { self == .float32 ? dnnl_f32 : dnnl_bf16 }
}
