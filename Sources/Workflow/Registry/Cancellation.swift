import Synchronization

/// A request to stop, set once from anywhere and asked for often.
public final class Cancellation: Sendable {
    private let requested = Atomic(false)

    /// Makes one that is not requested.
    public init() {}

    /// Whether somebody asked to stop.
    public var isRequested: Bool { requested.load(ordering: .relaxed) }

    /// Asks to stop.
    public func request() { requested.store(true, ordering: .relaxed) }
}
