import Synchronization
import Workflow

/// Notices when files and folders change: single files at once, and what is in folders as soon as their size permits.
///
/// A reference type, because a run and the loop that waits for changes ask it in turn.
final class FileWatch: Sendable {
    private struct State {
        var hasChanged = false
        /// When the folders are examined next.
        var due: ContinuousClock.Instant
    }

    private let stamps: FileStamps
    private let ownPaths: [String]
    private let readable: ReadableFiles
    private let clock = ContinuousClock()
    private let state: Mutex<State>

    /// The time between two examinations of the folders, in times of how long one takes: a data set may have a hundred
    /// thousand files, and waiting for a change must not occupy a processor.
    private static let pause = 20

    /// Watches what was examined.
    ///
    /// - Parameters:
    ///   - stamps: the state from which changes count.
    ///   - ownPaths: the files and folders that a run itself writes, whose changes do not count.
    ///   - readable: the readable files; links that lead elsewhere are not followed.
    init(_ stamps: FileStamps, except ownPaths: [String], in readable: ReadableFiles) {
        self.stamps = stamps
        self.ownPaths = ownPaths
        self.readable = readable
        state = Mutex(State(due: ContinuousClock().now))
    }

    /// Whether something has changed; after a change, always.
    func noticesChange() -> Bool {
        state.withLock { state in
            if state.hasChanged { return true }
            state.hasChanged = stamps.haveChanged(.files, except: ownPaths, in: readable)
            let start = clock.now
            guard !state.hasChanged, start >= state.due else { return state.hasChanged }
            state.hasChanged = stamps.haveChanged(.folders, except: ownPaths, in: readable)
            let end = clock.now
            state.due = end + start.duration(to: end) * Self.pause
            return state.hasChanged
        }
    }
}
