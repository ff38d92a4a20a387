import Foundation
import Glibc
import Workflow

/// The state of a file, or of a folder with everything in it that does not begin with a dot, as far as the system
/// reports it: names, modification times and sizes.
struct TreeStamp: Equatable {
    /// Whether it is a folder.
    private(set) var isFolder = false

    /// The number of files and folders.
    private var count = 0

    /// The sum of their hashes, which does not depend on their order, and takes no memory for many files.
    private var sum = 0

    /// The most files and folders that are examined.
    private static let limit = 200_000

    /// Examines a path.
    ///
    /// - Parameters:
    ///   - own: the files and folders in it that are left out.
    ///   - readable: the readable files; links that lead elsewhere are not followed.
    init(of path: String, except own: Set<FileStatus.Identity>, in readable: ReadableFiles) {
        guard let status = FileStatus(at: path) else { return }
        isFolder = status.kind == .folder
        add("", status)
        guard isFolder else { return }
        // The folder's identity changes when a link on its path is changed.
        var visited: Set = [status.identity]
        var pending = [""]
        // Folders behind links come last, since they may exceed the limit.
        var links: [String] = []
        while count < Self.limit, let folder = pending.popLast() ?? links.popLast() {
            for entry in (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? [] {
                // The temporary name of a file that is being written.
                guard count < Self.limit, !entry.hasPrefix(".") else { continue }
                let name = folder.isEmpty ? entry : folder + "/" + entry
                let place = path + "/" + name
                guard let status = FileStatus(at: place), !own.contains(status.identity) else { continue }
                add(name, status)
                guard status.kind == .folder, visited.insert(status.identity).inserted else { continue }
                if Self.isLink(place) {
                    let isReadable = (try? readable.path(of: place, lookingAround: false)) != nil
                    if isReadable { links.append(name) }
                } else {
                    pending.append(name)
                }
            }
        }
    }

    private mutating func add(_ name: String, _ status: FileStatus) {
        var hasher = Hasher()
        hasher.combine(name)
        hasher.combine(status)
        sum &+= hasher.finalize()
        count += 1
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}
