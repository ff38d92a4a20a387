import FoundationEssentials
import Glibc

/// An exclusive lock on an output folder, held while a run's files appear.
///
/// The system releases it when the program ends, however it ends.
struct OutputLock {
    private let descriptor: Int32

    /// The longest wait for another run, in seconds.
    private static let patience = 30.0
    private static let interval: UInt32 = 20_000

    /// Waits until no other run holds the lock.
    ///
    /// - Parameters:
    ///   - folder: the private folder inside the output folder.
    ///   - path: the output folder as the user knows it.
    /// - Throws: ``OutputProblem`` if another run holds it for too long.
    init(in folder: borrowing OpenFolder, path: String) throws(OutputProblem) {
        do throws(SystemError) {
            descriptor = try folder.lockFile("lock")
        } catch {
            throw OutputProblem("the output folder '\(path)' cannot be written to: \(error.reason)")
        }
        let clock = ContinuousClock()
        let end = clock.now + .seconds(Self.patience)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            // On a file system without locks the folder is used without one.
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

    /// Releases the lock.
    func release() { close(descriptor) }
}
