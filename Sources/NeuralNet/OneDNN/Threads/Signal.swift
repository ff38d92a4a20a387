import Glibc
import Synchronization

/// A binary semaphore for a single waiter.
///
/// The waiter spins first, because only microseconds pass between two training steps, then sleeps, so that it does not
/// occupy a core.
final class Signal: Sendable {
    private enum State {
        static let quiet = 0
        static let raised = 1
        static let slept = 2
    }

    private let state = Atomic(State.quiet)
    nonisolated(unsafe) private let semaphore: UnsafeMutablePointer<sem_t>

    /// Spins of about a tenth of a millisecond.
    private static let spins = 100_000

    init() {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    /// Wakes the waiter, or lets its next wait return at once.
    func raise() {
        if state.exchange(State.raised, ordering: .acquiringAndReleasing) == State.slept {
            sem_post(semaphore)
        }
    }

    /// Resets the signal; called while no thread waits for it.
    func lower() { state.store(State.quiet, ordering: .relaxed) }

    /// Waits until the signal is raised, and resets it.
    func wait() {
        for _ in 0..<Self.spins where state.load(ordering: .acquiring) == State.raised {
            state.store(State.quiet, ordering: .relaxed)
            return
        }
        let (falls, _) = state.compareExchange(
            expected: State.quiet, desired: State.slept, ordering: .acquiringAndReleasing)
        // A POSIX signal may interrupt the wait.
        while falls, sem_wait(semaphore) != 0 {}
        state.store(State.quiet, ordering: .relaxed)
    }
}
