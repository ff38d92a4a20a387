import Glibc
import Workflow

/// The state of files, and of folders with everything in them, at one moment.
struct FileStamps {
    /// What is examined.
    enum Part {
        /// Single files, and paths at which nothing is.
        case files
        /// Folders, which may hold any number of files.
        case folders
    }

    private var trees: [String: TreeStamp]

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
        let own = Self.own(ownPaths)
        trees = [:]
        for path in paths {
            // Named files are always examined, except those that receive our own messages.
            if let status = FileStatus(at: path), messages.contains(status.identity) { continue }
            trees[path] = known?.trees[path] ?? TreeStamp(of: path, except: own, in: readable)
        }
    }

    /// Whether something has changed since.
    ///
    /// - Parameters:
    ///   - part: what is examined.
    ///   - ownPaths: the files and folders that a run itself writes.
    ///   - readable: the readable files.
    func haveChanged(_ part: Part, except ownPaths: [String], in readable: ReadableFiles) -> Bool {
        let own = Self.own(ownPaths)
        return trees.contains { path, tree in
            tree.isFolder == (part == .folders) && tree != TreeStamp(of: path, except: own, in: readable)
        }
    }

    /// The first of some paths to whose file the program's messages are redirected; `nil` if there is none.
    static func target(ofMessagesAmong paths: [String]) -> String? {
        let messages = messages
        return paths.first { path in
            guard let status = FileStatus(at: path), status.kind == .regularFile else { return false }
            return messages.contains(status.identity)
        }
    }

    /// The files that the program itself writes: those of a run that are there, and those of its messages.
    private static func own(_ paths: [String]) -> Set<FileStatus.Identity> {
        Set(messages).union(paths.compactMap { FileStatus(at: $0)?.identity })
    }

    /// The files to which the program's outputs are redirected.
    private static var messages: [FileStatus.Identity] {
        [STDOUT_FILENO, STDERR_FILENO].compactMap { output in
            var status = stat()
            return fstat(output, &status) == 0 ? FileStatus.Identity(status) : nil
        }
    }
}
