import Foundation
import Glibc
import Workflow

/// The modification times of files and folders, as far as the system reports them.
struct FileStamps: Equatable {
    private struct Stamp: Equatable {
        let seconds: Int
        let nanoseconds: Int
        let size: Int
        let identity: Identity

        /// The stamp of a folder: only its identity, since its time and size change with everything created in it,
        /// including a run's results.
        var ofFolder: Stamp { Stamp(seconds: 0, nanoseconds: 0, size: 0, identity: identity) }
    }

    /// The identity of a folder or file, independent of the path that leads to it.
    private struct Identity: Hashable {
        let device: UInt
        let inode: UInt

        init(_ status: stat) {
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
        }
    }

    /// The stamps of each path and of everything in it, by path.
    private var trees: [String: [String: Stamp]]

    /// The most files of a folder that are examined.
    private static let limit = 20_000

    /// Examines files, and folders with everything in them that does not begin with a dot.
    ///
    /// Files written by the program itself are ignored, wherever they are, including those to which its outputs are
    /// redirected.
    ///
    /// - Parameters:
    ///   - ownPaths: the files and folders that a run itself writes.
    ///   - readable: the readable files; links that lead elsewhere are not followed.
    ///   - known: earlier stamps; those of paths that it contains are reused.
    init(
        of paths: [String], except ownPaths: [String], in readable: ReadableFiles,
        keeping known: FileStamps? = nil
    ) {
        let messages = Set(Self.messages)
        let own = messages.union(ownPaths.compactMap { Self.look(at: $0)?.stamp.identity })
        trees = [:]
        // Named files are always examined, except those that receive our own messages.
        for path in paths where !messages.contains(where: { $0 == Self.look(at: path)?.stamp.identity }) {
            trees[path] = known?.trees[path] ?? Self.tree(at: path, except: own, in: readable)
        }
    }

    /// The first of some paths to whose file the program's messages are redirected; `nil` if there is none.
    static func target(ofMessagesAmong paths: [String]) -> String? {
        let messages = messages
        return paths.first { path in
            guard let (stamp, mode) = look(at: path), mode & S_IFMT == S_IFREG else { return false }
            return messages.contains(stamp.identity)
        }
    }

    /// The files to which the program's outputs are redirected.
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
        // The folder's identity changes when a link on its path is changed.
        var tree = ["": stamp.ofFolder]
        var visited: Set = [stamp.identity]
        var pending = [""]
        // Folders behind links come last, since they may exceed the limit.
        var links: [String] = []
        while tree.count < limit, let folder = pending.popLast() ?? links.popLast() {
            for entry in (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? [] {
                // The temporary name of a file that is being written.
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
