import COneDNN

/// The processor and the queue of work on it.
///
/// Everything made with a device is used from one thread at a time; the library runs its own threads below.
final class Device {
    let engine: dnnl_engine_t
    let stream: dnnl_stream_t

    /// Opens the processor.
    ///
    /// - Parameter threads: how many threads the kernels use; the same number gives the same bits.
    init(threads: Int) throws(NetworkError) {
        precondition(threads > 0, "\(threads) threads")
        let allowed = Int(omp_get_thread_limit())
        // Kernels that are promised more threads than there can be wait for them for ever.
        guard threads <= allowed else { throw .threads(wanted: threads, allowed: allowed) }
        omp_set_dynamic(0)
        // Another precision than the parameters' own, set by the environment, would be in no cache key.
        try check(dnnl_set_default_fpmath_mode(dnnl_fpmath_mode_strict), "compute in full precision")
        omp_set_num_threads(Int32(threads))
        var engine: dnnl_engine_t?
        try check(dnnl_engine_create(&engine, dnnl_cpu, 0), "open the processor")
        let opened = try unwrap(engine, "open the processor")
        var stream: dnnl_stream_t?
        let status = dnnl_stream_create(&stream, opened, UInt32(dnnl_stream_default_flags.rawValue))
        guard status == dnnl_success, let stream else {
            dnnl_engine_destroy(opened)
            throw .primitive(operation: "make a queue", status: "\(status.rawValue)", shapes: [])
        }
        self.engine = opened
        self.stream = stream
    }

    deinit {
        dnnl_stream_destroy(stream)
        dnnl_engine_destroy(engine)
    }

    /// Waits until all work given to the device is done.
    func wait() throws(NetworkError) { try check(dnnl_stream_wait(stream), "wait for the kernels") }
}
