import Foundation
import Glibc

/// When some files and folders were changed last, as far as the system tells.
struct FileStamps: Equatable {
    private struct Stamp: Equatable {
        let seconds: Int
        let nanoseconds: Int
        let size: Int
        let identity: Identity

        /// A folder's time and size change with whatever is made in it, a run's results too.
        var ofFolder: Stamp { Stamp(seconds: 0, nanoseconds: 0, size: 0, identity: identity) }
    }

    /// What tells one folder or file from all others, whatever path leads to it.
    private struct Identity: Hashable {
        let device: UInt
        let inode: UInt

        init(_ status: stat) {
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
        }
    }

    /// The stamps of each path and of all that is in it, by path.
    private var trees: [String: [String: Stamp]]

    /// The most files of a folder that are looked at.
    private static let limit = 20_000

    /// Looks at files, and at folders with all that is in them but what begins with a point.
    ///
    /// What the program itself writes is no news, wherever it lies: its outputs too, which may lead into a file here.
    ///
    /// - Parameters:
    ///   - ownPaths: the files and folders that a run itself writes.
    ///   - known: what was seen before; of a path that it has, its stamps are taken over.
    init(of paths: [String], except ownPaths: [String], keeping known: FileStamps? = nil) {
        var own = Set(ownPaths.compactMap { Self.look(at: $0)?.stamp.identity })
        for output in [STDOUT_FILENO, STDERR_FILENO] {
            var status = stat()
            if fstat(output, &status) == 0 { own.insert(Identity(status)) }
        }
        // What was named is looked at, whatever else it is.
        trees = [:]
        for path in paths { trees[path] = known?.trees[path] ?? Self.tree(at: path, except: own) }
    }

    private static func tree(at path: String, except own: Set<Identity>) -> [String: Stamp] {
        guard let (stamp, mode) = look(at: path) else { return [:] }
        guard mode & S_IFMT == S_IFDIR else { return [path: stamp] }
        var tree: [String: Stamp] = [:]
        guard let names = FileManager.default.enumerator(atPath: path) else { return tree }
        while tree.count < limit, let name = names.nextObject() as? String {
            // A file that is being written is called so until it is whole.
            let isHidden = name.split(separator: "/").last?.hasPrefix(".") == true
            if isHidden { names.skipDescendants() }
            guard !isHidden, let (stamp, mode) = look(at: path + "/" + name) else { continue }
            if own.contains(stamp.identity) {
                names.skipDescendants()
            } else {
                tree[name] = mode & S_IFMT == S_IFDIR ? stamp.ofFolder : stamp
            }
        }
        return tree
    }

    private static func look(at path: String) -> (stamp: Stamp, mode: mode_t)? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let stamp = Stamp(
            seconds: Int(status.st_mtim.tv_sec), nanoseconds: Int(status.st_mtim.tv_nsec),
            size: Int(status.st_size),
            identity: Identity(status))
        return (stamp, status.st_mode)
    }
}
