import COneDNN

/// The library that does the arithmetic.
public enum KernelLibrary {
    /// Its name and version: `oneDNN 2.6.3`.
    public static var version: String {
        guard let version = dnnl_version()?.pointee else { return "oneDNN" }
        return "oneDNN \(version.major).\(version.minor).\(version.patch)"
    }

    /// The version of this module's own arithmetic: raised whenever the same training gives other bits.
    public static let engineVersion = "10"

    /// Whether the CPU has bfloat16 instructions; without them the library emulates it, slower than Float32.
    public static var hasBFloat16: Bool {
        [dnnl_cpu_isa_avx512_core_bf16, dnnl_cpu_isa_avx512_core_amx].contains(dnnl_get_effective_cpu_isa())
    }

    /// Whether its kernels use vectors of 8 floats or more, with fused multiply-adds.
    static var hasVectorsOf8: Bool {
        hasVectorsOf16
            || [dnnl_cpu_isa_avx2, dnnl_cpu_isa_avx2_vnni].contains(dnnl_get_effective_cpu_isa())
    }

    /// Whether its kernels use vectors of 16 floats.
    static var hasVectorsOf16: Bool {
        [
            dnnl_cpu_isa_avx512_core, dnnl_cpu_isa_avx512_core_vnni, dnnl_cpu_isa_avx512_core_bf16,
            dnnl_cpu_isa_avx512_core_amx,
        ].contains(dnnl_get_effective_cpu_isa())
    }

    /// The number of its live objects in the process: kernels, tensors, streams.
    package static var liveHandles: Int { Handle.count }

    /// The instruction set that its kernels use on this CPU.
    public static var instructionSet: String {
        switch dnnl_get_effective_cpu_isa() {
        case dnnl_cpu_isa_sse41: "SSE4.1"
        case dnnl_cpu_isa_avx: "AVX"
        case dnnl_cpu_isa_avx2: "AVX2"
        case dnnl_cpu_isa_avx2_vnni: "AVX2, VNNI"
        case dnnl_cpu_isa_avx512_core: "AVX-512"
        case dnnl_cpu_isa_avx512_core_vnni: "AVX-512, VNNI"
        case dnnl_cpu_isa_avx512_core_bf16: "AVX-512, VNNI, BF16"
        case dnnl_cpu_isa_avx512_core_amx: "AVX-512, VNNI, BF16, AMX"
        default: "ISA \(dnnl_get_effective_cpu_isa().rawValue)"
        }
    }
}
