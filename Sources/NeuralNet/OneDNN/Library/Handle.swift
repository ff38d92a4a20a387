import COneDNN
import Synchronization

/// An object of the library, destroyed with its owner.
final class Handle {
    /// The library's pointer.
    let pointer: OpaquePointer

    private let destroy: (OpaquePointer) -> dnnl_status_t

    /// Takes ownership of an object.
    ///
    /// - Parameter destroy: the library's function that destroys it.
    init(_ pointer: OpaquePointer, destroy: @escaping (OpaquePointer) -> dnnl_status_t) {
        self.pointer = pointer
        self.destroy = destroy
        Self.live.add(1, ordering: .relaxed)
    }

    deinit {
        _ = destroy(pointer)
        Self.live.subtract(1, ordering: .relaxed)
    }

    /// The number of live handles in the process, with which a test checks for leaks.
    static var count: Int { live.load(ordering: .relaxed) }

    private static let live = Atomic(0)
}
