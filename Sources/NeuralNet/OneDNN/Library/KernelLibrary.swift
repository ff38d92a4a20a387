import COneDNN

/// The library that does the arithmetic.
public enum KernelLibrary {
    /// Its name and version: `oneDNN 2.6.3`.
    public static var version: String {
        guard let version = dnnl_version()?.pointee else { return "oneDNN" }
        return "oneDNN \(version.major).\(version.minor).\(version.patch)"
    }

    /// The version of what this module adds to it: raised whenever the same training gives other bits.
    public static let engineVersion = "4"

    /// Whether the processor computes with bfloat16; elsewhere the library only imitates it, slower than Float32.
    public static var hasBFloat16: Bool {
        [dnnl_cpu_isa_avx512_core_bf16, dnnl_cpu_isa_avx512_core_amx].contains(dnnl_get_effective_cpu_isa())
    }

    /// Whether its kernels take channels sixteen at a time.
    static var hasVectorsOf16: Bool {
        [
            dnnl_cpu_isa_avx512_core, dnnl_cpu_isa_avx512_core_vnni, dnnl_cpu_isa_avx512_core_bf16,
            dnnl_cpu_isa_avx512_core_amx,
        ].contains(dnnl_get_effective_cpu_isa())
    }

    /// How many of its objects there are in the process: kernels, tensors, queues.
    package static var liveHandles: Int { Handle.count }

    /// The instruction set that its kernels are made for on this processor.
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
