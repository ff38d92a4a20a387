import Foundation
import Synchronization

/// A queue for CPU-bound work, with a limited number of jobs at once on threads of its own, so that waiting tasks
/// block no thread.
final class WorkQueue: Sendable {
    private let queue: OperationQueue

    /// Makes a queue.
    ///
    /// - Parameter width: the number of concurrent jobs.
    init(width: Int) {
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = width
    }

    /// The result of a job.
    ///
    /// - Parameter work: the job, which is cancelled by a `CancellationError` at its next check if nobody waits for
    ///   it any more.
    /// - Returns: `nil` if nobody was waiting any more when its turn came.
    func does<Value: Sendable>(
        _ work: @escaping @Sendable (_ check: () throws -> Void) -> Value
    ) async -> Value? {
        let operation = Waiting(work)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.addOperation { continuation.resume(returning: operation.value) }
            }
        } onCancel: {
            operation.cancel()
        }
    }

    /// A job that may be cancelled before it begins.
    private final class Waiting<Value: Sendable>: Sendable {
        private let work: @Sendable (() throws -> Void) -> Value
        private let isCancelled = Atomic(false)

        init(_ work: @escaping @Sendable (() throws -> Void) -> Value) { self.work = work }

        var value: Value? {
            guard !isCancelled.load(ordering: .relaxed) else { return nil }
            return work { if isCancelled.load(ordering: .relaxed) { throw CancellationError() } }
        }

        func cancel() { isCancelled.store(true, ordering: .relaxed) }
    }
}
