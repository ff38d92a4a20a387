import COneDNN
import Synchronization

/// Something that the library made, destroyed with its owner.
final class Handle {
    /// What the library knows it by.
    let pointer: OpaquePointer

    private let destroy: (OpaquePointer) -> dnnl_status_t

    /// Takes over what the library made.
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

    /// How many there are in the process. Nothing depends on it: it is there for a test to see that none is lost.
    static var count: Int { live.load(ordering: .relaxed) }

    private static let live = Atomic(0)
}
