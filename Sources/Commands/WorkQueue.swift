import Foundation
import Synchronization

/// Work that keeps a processor busy, a few pieces at once, on threads of its own: those that wait for it are free meanwhile.
final class WorkQueue: Sendable {
    private let queue: OperationQueue

    /// Makes a queue.
    ///
    /// - Parameter width: how many pieces are worked on at once.
    init(width: Int) {
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = width
    }

    /// What some work comes to.
    ///
    /// - Parameter work: told to end, by a `CancellationError`, whenever it asks and nobody waits for it any more.
    /// - Returns: `nil` where nobody waited for it any more when its turn came.
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

    /// A piece of work that may be given up before it begins.
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
