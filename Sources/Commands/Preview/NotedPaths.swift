import FoundationEssentials
import Synchronization

/// The paths at which planning looks for data outside of the files that a notebook names, even if it fails then.
///
/// A reference type, because planning reports them while it goes on.
final class NotedPaths: Sendable {
    private let paths = Mutex<[String]>([])

    /// All of them so far, absolute.
    var all: [String] { paths.withLock { $0 } }

    /// Notes a path.
    func note(_ path: String) {
        let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        paths.withLock { $0.append(whole) }
    }
}
