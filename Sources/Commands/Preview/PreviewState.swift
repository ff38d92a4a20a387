import Synchronization

/// The state that a browser shows of a notebook being edited: the last report, and the problems since.
///
/// A reference type, because the loop that runs the notebook and the server share it.
final class PreviewState: Sendable {
    /// The state at one moment.
    struct Content: Sendable {
        /// A number that increases with every change.
        var version = 0
        /// A number that increases with every report.
        var report = 0
        /// The page; `nil` before the first.
        var html: String?
        /// The problem with the notebook, in words; empty if there is none.
        var problem = ""
        /// The current activity, in words; empty if there is none.
        var progress = ""
    }

    private let content = Mutex(Content())

    /// The current state.
    var current: Content { content.withLock { $0 } }

    /// Changes the state.
    func change(_ body: (inout Content) -> Void) {
        content.withLock {
            body(&$0)
            $0.version += 1
        }
    }

    /// The state once it is newer than a version, or after some seconds in any case.
    func content(after version: Int) async -> Content {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(8)
        while current.version <= version, clock.now < end {
            do {
                try await Task.sleep(for: .milliseconds(10))
            } catch {
                break
            }
        }
        return current
    }
}
