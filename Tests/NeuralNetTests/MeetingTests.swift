import NeuralNet
import Synchronization
import Testing

/// Threads that wait for each other in the middle of their work.
///
/// What is wrong with a meeting shows as threads that wait for ever.
@Suite(.timeLimit(.minutes(1))) struct MeetingTests {
    @Test(arguments: [1, 2, 3, 7])
    func `behind a meeting every thread sees what all have done before it`(threads: Int) throws {
        let pool = try ThreadPool(count: threads)
        let (meeting, rounds) = (pool.meeting, 2000)
        let counters = (0..<threads).map { _ in Counter() }
        let wrong = Counter()
        try pool.run { thread throws(NetworkError) in
            for round in 1...rounds {
                counters[thread].value.add(1, ordering: .relaxed)
                try meeting.wait(thread: thread, of: threads)
                let seen = counters.map { $0.value.load(ordering: .relaxed) }
                if seen.contains(where: { $0 != round }) { wrong.value.add(1, ordering: .relaxed) }
                // Nobody counts on before all have looked.
                try meeting.wait(thread: thread, of: threads)
            }
        }
        #expect(wrong.value.load(ordering: .relaxed) == 0)
        let counts = counters.map { $0.value.load(ordering: .relaxed) }
        #expect(counts.allSatisfy { $0 == rounds })
    }

    @Test func `threads without work are not waited for`() throws {
        let pool = try ThreadPool(count: 5)
        let (meeting, met) = (pool.meeting, Counter())
        for count in [3, 1, 5, 2] {
            try pool.run { thread throws(NetworkError) in
                guard thread < count else { return }
                try meeting.wait(thread: thread, of: count)
                met.value.add(1, ordering: .relaxed)
            }
        }
        #expect(met.value.load(ordering: .relaxed) == 11)
    }

    /// Whichever thread it is, the others would wait for it for ever.
    @Test(arguments: [2, 3, 5], [0, 1, 2, 4])
    func `where a thread fails the others go on, and its error is told`(threads: Int, failing: Int) throws {
        guard failing < threads else { return }
        let pool = try ThreadPool(count: threads)
        let meeting = pool.meeting
        for round in 0..<50 {
            let work = { (thread: Int) throws(NetworkError) -> Void in
                for number in 0..<3 {
                    if thread == failing, number == round % 3 { throw .data("round \(round)") }
                    try meeting.wait(thread: thread, of: threads)
                }
            }
            #expect(throws: NetworkError.data("round \(round)")) { try pool.run(work) }
            // And the next piece of work is done as if nothing had been.
            let met = Counter()
            try pool.run { thread throws(NetworkError) in
                try meeting.wait(thread: thread, of: threads)
                met.value.add(1, ordering: .relaxed)
            }
            #expect(met.value.load(ordering: .relaxed) == threads)
        }
    }

    private final class Counter: Sendable {
        let value = Atomic(0)
    }
}
