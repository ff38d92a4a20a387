import FoundationEssentials
import Glibc

/// An output folder that is one run's alone while its files appear.
///
/// The system gives the lock back when the program ends, however it ends.
struct OutputLock {
    private let descriptor: Int32

    /// Seconds that another run is waited for.
    private static let patience = 30.0
    private static let interval: UInt32 = 20_000

    /// Waits until no other run has the lock.
    ///
    /// - Parameters:
    ///   - folder: the private folder inside the output folder.
    ///   - path: the output folder as the user knows it.
    /// - Throws: ``OutputProblem`` where another run keeps it for long.
    init(in folder: borrowing OpenFolder, path: String) throws(OutputProblem) {
        do throws(SystemError) {
            descriptor = try folder.lockFile("lock")
        } catch {
            throw OutputProblem("the output folder '\(path)' cannot be written to: \(error.reason)")
        }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(Self.patience)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            // A file system without locks is used without them.
            guard errno == EWOULDBLOCK || errno == EINTR else { break }
            guard clock.now < end else {
                close(descriptor)
                throw OutputProblem(
                    "another run has been writing to the output folder '\(path)' for \(Int(Self.patience)) seconds; wait for it, or name another folder with --output-dir"
                )
            }
            usleep(Self.interval)
        }
    }

    /// Lets the next run have the folder.
    func release() { close(descriptor) }
}
