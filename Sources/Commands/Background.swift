import Dispatch
import Synchronization

/// Work on another thread, in parallel with this one.
///
/// A reference type, because the worker and the waiting thread share the outcome.
final class Background: Sendable {
    private let problem = Mutex<(any Error)?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts the work.
    init(_ work: @escaping @Sendable () async throws -> Void) {
        Task {
            do {
                try await work()
            } catch {
                problem.withLock { $0 = error }
            }
            isDone.signal()
        }
    }

    /// Waits for its end.
    ///
    /// - Throws: ``WorldProblem`` if it failed.
    func wait() throws {
        isDone.wait()
        if let problem = problem.withLock({ $0 }) { throw WorldProblem("\(problem)") }
    }
}
