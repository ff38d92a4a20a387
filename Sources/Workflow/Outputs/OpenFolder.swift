import FoundationEssentials
import Glibc

/// A folder that stays the same even if its path is changed.
///
/// Its contents are reached name by name from the open folder, and no link is followed, so that nobody who can write
/// there can redirect an access between check and use.
package struct OpenFolder: ~Copyable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Opens a folder by its path; links are followed, since the user gave it.
    ///
    /// - Throws: ``SystemError``.
    init(at path: String) throws(SystemError) {
        descriptor = try Self.checked(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }

    deinit { close(descriptor) }

    /// The identity of a file or folder in the file system.
    package struct Identity: Hashable, Sendable {
        let device: UInt64
        let inode: UInt64
    }

    /// The status of the object with a name.
    package struct Status: Equatable, Sendable {
        let device: UInt64
        let inode: UInt64
        package let isRegularFile: Bool
        package let isFolder: Bool
        package let isLink: Bool
        let bytes: Int
        /// Nanoseconds since 1970 of the last change of its bytes.
        let modified: Int
        /// Nanoseconds since 1970 of the last change of its bytes, its names or its permissions, which nobody can
        /// set.
        let changed: Int
        let links: Int

        fileprivate init(_ status: stat) {
            device = UInt64(status.st_dev)
            inode = UInt64(status.st_ino)
            isRegularFile = status.st_mode & S_IFMT == S_IFREG
            isFolder = status.st_mode & S_IFMT == S_IFDIR
            isLink = status.st_mode & S_IFMT == S_IFLNK
            bytes = Int(status.st_size)
            modified = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
            changed = Int(status.st_ctim.tv_sec) * 1_000_000_000 + Int(status.st_ctim.tv_nsec)
            links = Int(status.st_nlink)
        }

        /// The status of a path's target, links followed; `nil` if there is none.
        init?(ofPath path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            self.init(status)
        }

        /// Whether a file is unchanged; the number of its names does not matter.
        package static func == (first: Status, second: Status) -> Bool {
            first.isSameFile(as: second) && first.bytes == second.bytes && first.modified == second.modified
                && first.isRegularFile == second.isRegularFile
        }

        /// The identity of the file or folder, independent of its name.
        package var identity: Identity { Identity(device: device, inode: inode) }

        /// Whether both are names of one file.
        package func isSameFile(as other: Status) -> Bool { device == other.device && inode == other.inode }
    }

    /// Whether a text can name something in a folder; `..` and text containing `/` cannot.
    static func isName(_ name: String) -> Bool {
        !["", ".", ".."].contains(name) && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
    }

    private static func check(_ name: String) throws(SystemError) {
        guard isName(name) else { throw SystemError(number: EINVAL) }
    }

    /// The status under a name, without following links; `nil` if there is nothing.
    package func status(of name: String) -> Status? { try? statusIfThere(of: name) }

    /// The status under a name, without following links; `nil` if there is nothing.
    ///
    /// - Throws: ``SystemError`` if nothing can have this name, for example because it is too long.
    func statusIfThere(of name: String) throws(SystemError) -> Status? {
        try Self.check(name)
        var status = stat()
        if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return Status(status) }
        guard errno == ENOENT else { throw SystemError(number: errno) }
        return nil
    }

    /// The folder's own status; `nil` if the system does not report it.
    package var status: Status? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Status(status) : nil
    }

    /// Whether a name leads to something, links followed.
    package func leads(_ name: String) -> Bool {
        var status = stat()
        return Self.isName(name) && fstatat(descriptor, name, &status, 0) == 0
    }

    /// The names in it except `.` and `..`, as bytes, sorted.
    ///
    /// Names are bytes; Foundation's own listing skips those that are not valid UTF-8.
    package func names() throws(SystemError) -> [[UInt8]] {
        let copy = try Self.checked(openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC))
        guard let stream = fdopendir(copy) else {
            let number = errno
            close(copy)
            throw SystemError(number: number)
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw SystemError(number: errno) }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The folder of this name in it.
    ///
    /// - Throws: ``SystemError`` if it does not exist, or is a link or a file.
    package func folder(_ name: String) throws(SystemError) -> OpenFolder {
        try Self.check(name)
        return OpenFolder(descriptor: try openingFolder(name))
    }

    /// The folder in it with a name given as bytes, which need not be valid UTF-8.
    ///
    /// - Parameter bytes: a name from a listing of the folder, so that it leads nowhere else.
    /// - Throws: ``SystemError`` if it does not exist, or is a link or a file.
    package func folder(named bytes: [UInt8]) throws(SystemError) -> OpenFolder {
        let name = bytes.map { CChar(bitPattern: $0) } + [0]
        return OpenFolder(descriptor: try openingFolder(name))
    }

    private func openingFolder(_ name: UnsafePointer<CChar>) throws(SystemError) -> Int32 {
        let folder = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder < 0 else { return folder }
        let number = errno
        var status = stat()
        // For a link to a folder the system reports that it is not a directory, which would confuse its owner.
        let isLink =
            number == ENOTDIR && fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
            && status.st_mode & S_IFMT == S_IFLNK
        throw SystemError(number: isLink ? ELOOP : number)
    }

    /// The folder of this name in it, created if necessary.
    ///
    /// - Parameter mode: the permissions of a new folder.
    func makingFolder(_ name: String, mode: mode_t = 0o777) throws(SystemError) -> OpenFolder {
        try Self.check(name)
        if mkdirat(descriptor, name, mode) != 0, errno != EEXIST { throw SystemError(number: errno) }
        return try folder(name)
    }

    /// The folder at a path in it.
    func folder(at parts: some Collection<String>, making: Bool) throws(SystemError) -> OpenFolder {
        var folder = OpenFolder(descriptor: try Self.checked(fcntl(descriptor, F_DUPFD_CLOEXEC, 0)))
        for part in parts { folder = try making ? folder.makingFolder(part) : folder.folder(part) }
        return folder
    }

    /// The bytes of a file in it.
    ///
    /// - Parameter limit: the most bytes to read; a larger file is an error.
    func read(_ name: String, limit: Int = .max) throws(SystemError) -> Data {
        try Self.check(name)
        let file = try Self.checked(openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw SystemError(number: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(number: EISDIR) }
        guard status.st_size <= limit else { throw SystemError(number: EFBIG) }
        return try DescriptorBytes(of: file).read(count: Int(status.st_size))
    }

    /// Writes a file; an existing one of this name is replaced atomically.
    ///
    /// - Parameters:
    ///   - isReplacing: whether an existing file is replaced; if not, it is an error.
    ///   - isDurable: whether its bytes are on the disk before it has its name, so that other machines, and this one after
    ///     its death, find it whole.
    func write(
        _ data: Data, to name: String, replacing isReplacing: Bool = true, durably isDurable: Bool = false
    ) throws(SystemError) {
        try Self.check(name)
        // Does not include the file's own name, which may already have the maximum length.
        let temporary = ".writing-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let file = try Self.checked(
            openat(descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666))
        do throws(SystemError) {
            defer { close(file) }
            try DescriptorBytes(of: file).write(data)
            if isDurable { try Self.checked(fsync(file)) }
        } catch {
            unlinkat(descriptor, temporary, 0)
            throw error
        }
        do throws(SystemError) {
            if isReplacing {
                try move(temporary, to: self, as: name)
            } else {
                try give(temporary, name)
            }
        } catch {
            unlinkat(descriptor, temporary, 0)
            throw error
        }
    }

    /// Renames a file; the new name must not exist.
    private func give(_ old: String, _ new: String) throws(SystemError) {
        do throws(SystemError) {
            try link(old, to: self, as: new)
            try remove(old)
        } catch {
            // Some file systems do not support hard links.
            guard [EPERM, ENOTSUP, ENOSYS].contains(error.number) else { throw error }
            guard try statusIfThere(of: new) == nil else { throw SystemError(number: EEXIST) }
            try move(old, to: self, as: new)
        }
    }

    /// Creates a hard link to a file in another folder.
    func link(_ name: String, to other: borrowing OpenFolder, as newName: String) throws(SystemError) {
        try Self.check(name)
        try Self.check(newName)
        try Self.checked(linkat(descriptor, name, other.descriptor, newName, 0))
    }

    /// Moves a file or a folder; an existing file is replaced.
    func move(_ name: String, to other: borrowing OpenFolder, as newName: String) throws(SystemError) {
        try Self.check(name)
        try Self.check(newName)
        try Self.checked(renameat(descriptor, name, other.descriptor, newName))
    }

    /// Removes a file, or an empty folder; a missing one is not an error.
    func remove(_ name: String) throws(SystemError) {
        try Self.check(name)
        if unlinkat(descriptor, name, 0) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM else { throw SystemError(number: errno) }
        try Self.checked(unlinkat(descriptor, name, AT_REMOVEDIR))
    }

    /// Opens a name; links are not followed.
    func opening(_ name: String, _ flags: Int32) throws(SystemError) -> Int32 {
        try Self.check(name)
        return try Self.checked(openat(descriptor, name, flags | O_NOFOLLOW))
    }

    /// Opens a file for locking, created if necessary.
    func lockFile(_ name: String) throws(SystemError) -> Int32 {
        try Self.check(name)
        return try Self.checked(openat(descriptor, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666))
    }

    @discardableResult private static func checked(_ result: Int32) throws(SystemError) -> Int32 {
        guard result >= 0 else { throw SystemError(number: errno) }
        return result
    }
}
