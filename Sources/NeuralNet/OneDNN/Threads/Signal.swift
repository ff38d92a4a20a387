import Glibc
import Synchronization

/// What one thread waits for and others raise.
///
/// A waiter first looks again and again, for between two steps of a training only microseconds pass, then sleeps, so
/// that it takes no processor from whatever else runs.
final class Signal: Sendable {
    private enum State {
        static let quiet = 0
        static let raised = 1
        static let slept = 2
    }

    private let state = Atomic(State.quiet)
    nonisolated(unsafe) private let semaphore: UnsafeMutablePointer<sem_t>

    /// About a tenth of a millisecond.
    private static let looks = 100_000

    init() {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    /// Lets the waiter go on, now or when it comes to wait.
    func raise() {
        if state.exchange(State.raised, ordering: .acquiringAndReleasing) == State.slept {
            sem_post(semaphore)
        }
    }

    /// Takes the signal back; called while nobody waits for it.
    func lower() { state.store(State.quiet, ordering: .relaxed) }

    /// Waits until the signal is raised, and takes it back.
    func wait() {
        for _ in 0..<Self.looks where state.load(ordering: .acquiring) == State.raised {
            state.store(State.quiet, ordering: .relaxed)
            return
        }
        let (falls, _) = state.compareExchange(
            expected: State.quiet, desired: State.slept, ordering: .acquiringAndReleasing)
        // A signal of the system's may end a sleep early.
        while falls, sem_wait(semaphore) != 0 {}
        state.store(State.quiet, ordering: .relaxed)
    }
}
