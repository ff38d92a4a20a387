import Synchronization

/// A place where a network's kernels wait for the next images, so that pictures that come one by one do not each make
/// them anew.
///
/// It holds one computation. While it is taken out, whoever classifies at the same time makes one of his own.
final class KeptComputation: Sendable {
    private struct Computation: Sendable {
        // Handed over whole: it is either here or with the one who took it out.
        nonisolated(unsafe) let engine: any InferenceEngine
        let batchSize: Int
    }

    private let kept = Mutex<Computation?>(nil)

    /// Takes the computation out; `nil` if there is none for this batch size.
    func take(batchSize: Int) -> (any InferenceEngine)? {
        kept.withLock { kept in
            guard let found = kept, found.batchSize == batchSize else { return nil }
            kept = nil
            return found.engine
        }
    }

    /// Keeps a computation that nobody uses any more, in place of any other.
    func keep(_ engine: any InferenceEngine, batchSize: Int) {
        let computation = Computation(engine: engine, batchSize: batchSize)
        kept.withLock { $0 = computation }
    }
}
