import COneDNN

/// One thread's oneDNN engine and stream on the CPU.
///
/// Everything created with a device is used from one thread at a time, and its kernels run on that thread alone.
final class Device {
    private let engineHandle: Handle
    private let streamHandle: Handle

    var engine: dnnl_engine_t { engineHandle.pointer }
    var stream: dnnl_stream_t { streamHandle.pointer }

    /// The scratch memory of the device's kernels.
    let scratchpad = Scratchpad()

    /// Opens the processor.
    init() throws(NetworkError) {
        // A kernel is generated for the number of threads set at its creation.
        omp_set_num_threads(1)
        // A lower precision set by the environment would not enter any cache key.
        try check(dnnl_set_default_fpmath_mode(dnnl_fpmath_mode_strict), "compute in full precision")
        var engine: dnnl_engine_t?
        try check(dnnl_engine_create(&engine, dnnl_cpu, 0), "open the processor")
        engineHandle = Handle(try unwrap(engine, "open the processor")) { dnnl_engine_destroy($0) }
        var stream: dnnl_stream_t?
        try check(
            dnnl_stream_create(&stream, engineHandle.pointer, UInt32(dnnl_stream_default_flags.rawValue)),
            "make a queue")
        streamHandle = Handle(try unwrap(stream, "make a queue")) { dnnl_stream_destroy($0) }
    }

    /// Waits until all submitted work is done.
    func wait() throws(NetworkError) { try check(dnnl_stream_wait(stream), "wait for the kernels") }
}
