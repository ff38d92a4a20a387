import Synchronization

/// What a browser shows of a notebook that is being written: the last report, and what is the matter since.
///
/// A reference type because the loop that runs the notebook and the server that shows it share it.
final class PreviewState: Sendable {
    /// What there is at a moment.
    struct Content: Sendable {
        /// A number that is higher after every change.
        var version = 0
        /// A number that is higher with every report.
        var report = 0
        /// The page; `nil` before the first.
        var html: String?
        /// What is wrong with the notebook, in words; empty where nothing is.
        var problem = ""
        /// What is being done, in words; empty where nothing is.
        var progress = ""
    }

    private let content = Mutex(Content())

    /// What there is now.
    var current: Content { content.withLock { $0 } }

    /// Changes what there is.
    func change(_ body: (inout Content) -> Void) {
        content.withLock {
            body(&$0)
            $0.version += 1
        }
    }

    /// What there is once it is newer than a version, or after some seconds in any case.
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
