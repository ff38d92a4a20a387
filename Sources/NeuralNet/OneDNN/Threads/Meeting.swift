import Synchronization

/// A barrier at which the threads of a pool wait for each other in the middle of their work.
///
/// Writes before the barrier are visible to all threads after it.
package final class Meeting: Sendable {
    /// Raised by each thread but the first when it arrives.
    private let arrivals: [Signal]
    /// Raised for each thread but the first when all have arrived.
    private let departures: [Signal]
    private let isAbandoned = Atomic(false)

    /// Creates a barrier for at most this many threads.
    init(threads: Int) {
        arrivals = (1..<max(threads, 1)).map { _ in Signal() }
        departures = (1..<max(threads, 1)).map { _ in Signal() }
    }

    /// Waits until the first `count` threads of the pool have all arrived.
    ///
    /// - Parameter thread: the calling thread's index, 0..<count.
    /// - Throws: ``NetworkError/abandoned`` if one of them failed and will not arrive.
    package func wait(thread: Int, of count: Int) throws(NetworkError) {
        if thread == 0 {
            for arrival in arrivals[..<(count - 1)] {
                arrival.wait()
                try requireOthers()
            }
            for departure in departures[..<(count - 1)] { departure.raise() }
        } else {
            arrivals[thread - 1].raise()
            departures[thread - 1].wait()
            try requireOthers()
        }
    }

    /// Makes all threads that wait now or later continue with an error.
    func abandon() {
        // Before the signals, so that every woken thread sees it.
        isAbandoned.store(true, ordering: .sequentiallyConsistent)
        for signal in arrivals + departures { signal.raise() }
    }

    /// Makes an abandoned barrier usable again; called while no thread is at work.
    func reset() {
        guard isAbandoned.exchange(false, ordering: .sequentiallyConsistent) else { return }
        for signal in arrivals + departures { signal.lower() }
    }

    private func requireOthers() throws(NetworkError) {
        if isAbandoned.load(ordering: .sequentiallyConsistent) { throw .abandoned }
    }
}
