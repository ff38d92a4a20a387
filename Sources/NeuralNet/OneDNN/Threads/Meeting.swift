import Synchronization

/// Where the threads of a pool wait for each other in the middle of their work.
///
/// What a thread wrote before it came, all of them see afterwards.
package final class Meeting: Sendable {
    /// Raised by each thread but the first when it has come.
    private let arrivals: [Signal]
    /// Raised for each thread but the first when all have come.
    private let departures: [Signal]
    private let isAbandoned = Atomic(false)

    /// Makes a meeting of so many threads at most.
    init(threads: Int) {
        arrivals = (1..<max(threads, 1)).map { _ in Signal() }
        departures = (1..<max(threads, 1)).map { _ in Signal() }
    }

    /// Waits until the first `count` threads of the pool have all come.
    ///
    /// - Parameter thread: the calling thread's index, 0..<count.
    /// - Throws: ``NetworkError/abandoned`` where one of them failed and will not come.
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

    /// Lets all threads that wait, or come to wait, go on with an error.
    func abandon() {
        // Before the signals: whoever is woken by one sees it.
        isAbandoned.store(true, ordering: .sequentiallyConsistent)
        for signal in arrivals + departures { signal.raise() }
    }

    /// Makes an abandoned meeting usable again; called while no thread is at work.
    func reset() {
        guard isAbandoned.exchange(false, ordering: .sequentiallyConsistent) else { return }
        for signal in arrivals + departures { signal.lower() }
    }

    private func requireOthers() throws(NetworkError) {
        if isAbandoned.load(ordering: .sequentiallyConsistent) { throw .abandoned }
    }
}
