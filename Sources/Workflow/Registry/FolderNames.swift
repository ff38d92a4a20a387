import FoundationEssentials
import Synchronization

/// What lies in folders, each listed once, however many names are looked for in it.
///
/// A reference type since the copies of a ``ReadableFiles`` share what one of them has found; a plan makes a new one.
final class FolderNames: Sendable {
    private struct Names {
        /// By each name, however its accents are written, the one that is there; of several the first by its bytes.
        var written: [String: String] = [:]
        /// The first names in their order, without those that begin with a point.
        var shown: [String] = []
    }

    private let known = Mutex<[String: Names]>([:])

    /// The most names of a folder that are shown.
    private static let mostShown = 1000

    /// How a name is written in a folder; `nil` where it is not there.
    func writing(of name: String, in folder: String) -> String? { names(in: folder).written[name] }

    /// The first names in a folder that do not begin with a point, in their order.
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
