import COneDNN

/// The processor as one thread uses it, and that thread's queue of work on it.
///
/// Everything made with a device is used from one thread at a time, and its kernels run on that thread alone.
final class Device {
    private let engineHandle: Handle
    private let streamHandle: Handle

    var engine: dnnl_engine_t { engineHandle.pointer }
    var stream: dnnl_stream_t { streamHandle.pointer }

    /// The memory in which the device's kernels keep what they need while they run.
    let scratchpad = Scratchpad()

    /// Opens the processor.
    init() throws(NetworkError) {
        // A kernel is made for the number of threads that is set when it is made.
        omp_set_num_threads(1)
        // Another precision than the parameters' own, set by the environment, would be in no cache key.
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

    /// Waits until all work given to the device is done.
    func wait() throws(NetworkError) { try check(dnnl_stream_wait(stream), "wait for the kernels") }
}
