import FoundationEssentials
import Glibc

/// Checkpoints are in a folder of their own: one file for each computation, with its furthest checkpoint.
///
/// A file consists of the hash of the rest and the key, a line of metadata, and the step's own bytes.
extension StepCache {
    /// The metadata stored with a checkpoint's bytes.
    private struct Head: Codable {
        let progress: Int
        let seconds: Double
    }

    /// The furthest checkpoint for this key; `nil` if there is none.
    ///
    /// - Returns: the checkpoint, and the seconds that it took to get there.
    /// - Throws: ``CacheDamage`` if the file was changed.
    func checkpoint(for key: ContentHash) throws(CacheDamage) -> (checkpoint: Checkpoint, seconds: Double)? {
        let path = path("checkpoints", key)
        guard access(path, F_OK) == 0 else { return nil }
        guard let file = try? Data(contentsOf: URL(filePath: path)) else {
            throw CacheDamage("a checkpoint cannot be read")
        }
        let body = try unsealed("checkpoint", file, key)
        guard let end = body.firstIndex(of: UInt8(ascii: "\n")),
            let head = try? JSONDecoder().decode(Head.self, from: body[..<end]), head.progress >= 0,
            CacheEntry.isPossible(seconds: head.seconds)
        else { throw CacheDamage("a checkpoint has no head") }
        let data = body[(end + 1)...]
        return (Checkpoint(progress: head.progress, data: Data(data)), head.seconds)
    }

    /// Stores a checkpoint unless a further one exists.
    package func store(_ checkpoint: Checkpoint, seconds: Double, for key: ContentHash) throws {
        if let there = try? self.checkpoint(for: key), there.checkpoint.progress > checkpoint.progress {
            return
        }
        let head = Head(progress: checkpoint.progress, seconds: seconds)
        var body = try JSONEncoder.canonical.encode(head)
        body.append(UInt8(ascii: "\n"))
        body.append(checkpoint.data)
        try write(sealed(body, key), to: path("checkpoints", key))
    }
}
