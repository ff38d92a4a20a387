import FoundationEssentials
import Glibc

/// The promise that no run reduces a cache to its limit: a sweep may still need what it has not used yet.
///
/// It is a locked file in the cache, whose lock the system releases when the program ends, however it ends. A reference
/// type, because it owns the file, which is removed with it.
package final class CachePin: Sendable {
    private let path: String
    private let descriptor: Int32

    fileprivate init?(in folder: String) {
        // A name that a cache uses, and that of no record of a run.
        path = "\(folder)/\(ContentHash(of: Data(UUID().uuidString.utf8)).hexadecimal)"
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        flock(descriptor, LOCK_EX | LOCK_NB)
    }

    deinit {
        unlink(path)
        close(descriptor)
    }

    /// Whether a program that runs holds a pin; removes what a killed one has left.
    fileprivate static func isHeld(at path: String) -> Bool {
        let file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return errno == EWOULDBLOCK }
        unlink(path)
        return false
    }
}

extension StepCache {
    private var pinFolder: String { directory + "/runs" }

    /// Keeps everything until the pin is released; `nil` if nothing can be written there.
    package func pinned() -> CachePin? {
        guard (try? mark()) != nil,
            (try? FileManager.default.createDirectory(
                atPath: pinFolder, withIntermediateDirectories: true)) != nil
        else { return nil }
        return CachePin(in: pinFolder)
    }

    /// Whether a running sweep may need anything of it.
    var isPinned: Bool {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: pinFolder)) ?? []
        return names.contains {
            ContentHash(hexadecimal: $0) != nil && CachePin.isHeld(at: "\(pinFolder)/\($0)")
        }
    }
}
