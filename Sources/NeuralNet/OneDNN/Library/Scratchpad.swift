import COneDNN

/// The memory in which kernels keep what they need while they run; one for all, for they run one after the other.
///
/// The library would otherwise keep it with the thread that made the kernel, which need not be the one that runs it.
final class Scratchpad {
    private var storage: Storage?
    private var users: [Handle] = []

    /// Makes room for a kernel; `nil` where it needs none.
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

    /// Makes room for a kernel of our own, which finds it at ``floats``.
    func reserve(byteCount: Int) throws(NetworkError) { _ = try grown(to: byteCount) }

    /// The room, as large as the largest that was asked for; `nil` where none was.
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
