import Synchronization

/// A request to stop, set at most once and polled often.
public final class Cancellation: Sendable {
    private let requested = Atomic(false)

    /// Makes one without a request.
    public init() {}

    /// Whether stopping was requested.
    public var isRequested: Bool { requested.load(ordering: .relaxed) }

    /// Requests to stop.
    public func request() { requested.store(true, ordering: .relaxed) }
}
