import FoundationEssentials
import Synchronization

/// The names in folders, each folder being listed only once.
///
/// A reference type, because the copies of a ``ReadableFiles`` share the listings; a plan makes a new one.
final class FolderNames: Sendable {
    private struct Names {
        /// The existing name for each name in any normalization of its accents; the first by bytes if there are
        /// several.
        var written: [String: String] = [:]
        /// The first names in sorted order, without those that begin with a dot.
        var shown: [String] = []
    }

    private let known = Mutex<[String: Names]>([:])

    /// The most names of a folder that are suggested.
    private static let mostShown = 1000

    /// The existing form of a name in a folder; `nil` if there is none.
    func writing(of name: String, in folder: String) -> String? { names(in: folder).written[name] }

    /// The first names in a folder that do not begin with a dot, sorted.
    func shown(in folder: String) -> [String] { names(in: folder).shown }

    private func names(in folder: String) -> Names {
        known.withLock { known in
            if let names = known[folder] { return names }
            var names = Names()
            let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in all {
                if let other = names.written[name],
                    Array(other.utf8).lexicographicallyPrecedes(Array(name.utf8))
                {
                    continue
                }
                names.written[name] = name
            }
            names.shown = Array(all.filter { !$0.hasPrefix(".") }.sorted().prefix(Self.mostShown))
            known[folder] = names
            return names
        }
    }
}
