import Foundation
import Glibc
import Workflow

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
    ///   - readable: what may be read; links that lead elsewhere are not followed.
    ///   - known: what was seen before; of a path that it has, its stamps are taken over.
    init(
        of paths: [String], except ownPaths: [String], in readable: ReadableFiles,
        keeping known: FileStamps? = nil
    ) {
        let messages = Set(Self.messages)
        let own = messages.union(ownPaths.compactMap { Self.look(at: $0)?.stamp.identity })
        trees = [:]
        // What was named is looked at, whatever else it is, but for what our own messages are written into.
        for path in paths where !messages.contains(where: { $0 == Self.look(at: path)?.stamp.identity }) {
            trees[path] = known?.trees[path] ?? Self.tree(at: path, except: own, in: readable)
        }
    }

    /// The first of some paths whose file the program's own messages are written into; `nil` where none is.
    static func target(ofMessagesAmong paths: [String]) -> String? {
        let messages = messages
        return paths.first { path in
            guard let (stamp, mode) = look(at: path), mode & S_IFMT == S_IFREG else { return false }
            return messages.contains(stamp.identity)
        }
    }

    /// The files that the program's outputs lead into.
    private static var messages: [Identity] {
        [STDOUT_FILENO, STDERR_FILENO].compactMap { output in
            var status = stat()
            return fstat(output, &status) == 0 ? Identity(status) : nil
        }
    }

    private static func tree(
        at path: String, except own: Set<Identity>, in readable: ReadableFiles
    ) -> [String: Stamp] {
        guard let (stamp, mode) = look(at: path) else { return [:] }
        guard mode & S_IFMT == S_IFDIR else { return [path: stamp] }
        // The folder itself is another one as soon as a link leads to another one.
        var tree = ["": stamp.ofFolder]
        var visited: Set = [stamp.identity]
        var pending = [""]
        // Folders behind links come last, since they may hold more than is looked at.
        var links: [String] = []
        while tree.count < limit, let folder = pending.popLast() ?? links.popLast() {
            for entry in (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? [] {
                // A file that is being written is called so until it is whole.
                guard tree.count < limit, !entry.hasPrefix(".") else { continue }
                let name = folder.isEmpty ? entry : folder + "/" + entry
                guard let (stamp, mode) = look(at: path + "/" + name), !own.contains(stamp.identity) else {
                    continue
                }
                guard mode & S_IFMT == S_IFDIR else {
                    tree[name] = stamp
                    continue
                }
                tree[name] = stamp.ofFolder
                guard visited.insert(stamp.identity).inserted else { continue }
                if isLink(path + "/" + name) {
                    let isReadable = (try? readable.path(of: path + "/" + name, lookingAround: false)) != nil
                    if isReadable { links.append(name) }
                } else {
                    pending.append(name)
                }
            }
        }
        return tree
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
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
