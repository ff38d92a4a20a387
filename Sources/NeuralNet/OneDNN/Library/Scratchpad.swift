import COneDNN

/// The scratch memory of a thread's kernels, which share it because they run one after the other.
///
/// By default, the library keeps it with the thread that creates a kernel, which need not be the one that runs it.
final class Scratchpad {
    private var storage: Storage?
    private var users: [Handle] = []

    /// Reserves memory for a kernel; `nil` if it needs none.
    func room(for layout: Layout, on engine: dnnl_engine_t) throws(NetworkError) -> dnnl_memory_t? {
        let byteCount = layout.byteCount
        guard byteCount > 0 else { return nil }
        let storage = try grown(to: byteCount)
        var user: dnnl_memory_t?
        var descriptor = layout.descriptor
        try check(dnnl_memory_create(&user, &descriptor, engine, storage.address), "make a scratchpad")
        let made = Handle(try unwrap(user, "make a scratchpad")) { dnnl_memory_destroy($0) }
        users.append(made)
        return made.pointer
    }

    /// Reserves memory at ``floats`` for one of this module's own kernels.
    func reserve(byteCount: Int) throws(NetworkError) { _ = try grown(to: byteCount) }

    /// The memory, as large as the largest reservation; `nil` if there was none.
    var floats: UnsafeMutablePointer<Float>? { storage?.floats }

    private func grown(to byteCount: Int) throws(NetworkError) -> Storage {
        if let storage, storage.byteCount >= byteCount { return storage }
        let larger = Storage(byteCount: byteCount)
        for user in users {
            try check(dnnl_memory_set_data_handle(user.pointer, larger.address), "move a scratchpad")
        }
        storage = larger
        return larger
    }
}
