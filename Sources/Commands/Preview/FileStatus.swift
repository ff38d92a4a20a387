import Glibc

/// What the system reports of a file or folder.
struct FileStatus: Hashable {
    /// The identity of a folder or file, independent of the path that leads to it.
    struct Identity: Hashable {
        private let device: UInt
        private let inode: UInt

        init(_ status: stat) {
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
        }
    }

    /// The kinds that are told apart.
    enum Kind: Hashable {
        case folder, regularFile, other
    }

    let identity: Identity
    let kind: Kind
    /// Modification time and size; 0 for a folder, for which they change with everything created in it, including a
    /// run's results.
    private let seconds: Int
    private let nanoseconds: Int
    private let size: Int

    /// Looks at a path, with links followed; `nil` if nothing is there.
    init?(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        identity = Identity(status)
        let format = status.st_mode & S_IFMT
        kind = format == S_IFDIR ? .folder : format == S_IFREG ? .regularFile : .other
        let isFolder = format == S_IFDIR
        seconds = isFolder ? 0 : Int(status.st_mtim.tv_sec)
        nanoseconds = isFolder ? 0 : Int(status.st_mtim.tv_nsec)
        size = isFolder ? 0 : Int(status.st_size)
    }
}
