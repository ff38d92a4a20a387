import Dispatch
import Synchronization

/// Work that other threads do while this one does something else, or waits.
///
/// A reference type because the work and who waits for it share what came of it.
final class Background: Sendable {
    private let problem = Mutex<(any Error)?>(nil)
    private let isDone = DispatchSemaphore(value: 0)

    /// Begins the work.
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
    /// - Throws: ``WorldProblem`` where it failed.
    func wait() throws {
        isDone.wait()
        if let problem = problem.withLock({ $0 }) { throw WorldProblem("\(problem)") }
    }
}
