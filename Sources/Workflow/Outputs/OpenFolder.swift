import FoundationEssentials
import Glibc

/// A folder that stays the same one however its path is changed meanwhile.
///
/// What lies in it is reached name by name from the open folder, and no link is followed, so that whoever can write beside
/// us cannot lead a file elsewhere between two looks.
package struct OpenFolder: ~Copyable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Opens a folder by its path; a link there is followed, since the user named it.
    ///
    /// - Throws: ``SystemError``.
    init(at path: String) throws(SystemError) {
        descriptor = try Self.checked(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }

    deinit { close(descriptor) }

    /// Which file or folder something is, as the file system tells them apart.
    package struct Identity: Hashable, Sendable {
        let device: UInt64
        let inode: UInt64
    }

    /// What a name stands for.
    package struct Status: Equatable, Sendable {
        let device: UInt64
        let inode: UInt64
        package let isRegularFile: Bool
        package let isFolder: Bool
        package let isLink: Bool
        let bytes: Int
        /// Nanoseconds since 1970 of the last change of its bytes.
        let modified: Int
        /// Nanoseconds since 1970 of the last change of its bytes, its names or its rights, which nobody can set.
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

        /// The status of what a path leads to, links followed; `nil` where there is nothing.
        init?(ofPath path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            self.init(status)
        }

        /// Whether a file is as it was; how many names it has does not matter.
        package static func == (first: Status, second: Status) -> Bool {
            first.isSameFile(as: second) && first.bytes == second.bytes && first.modified == second.modified
                && first.isRegularFile == second.isRegularFile
        }

        /// Which file or folder it is, whatever its name.
        package var identity: Identity { Identity(device: device, inode: inode) }

        /// Whether both are one file under two names.
        package func isSameFile(as other: Status) -> Bool { device == other.device && inode == other.inode }
    }

    /// Whether a text names something in a folder: `..` and what has a `/` lead elsewhere.
    static func isName(_ name: String) -> Bool {
        !["", ".", ".."].contains(name) && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
    }

    private static func check(_ name: String) throws(SystemError) {
        guard isName(name) else { throw SystemError(number: EINVAL) }
    }

    /// What lies under a name, no link followed; `nil` where nothing does.
    package func status(of name: String) -> Status? { try? statusIfThere(of: name) }

    /// What lies under a name, no link followed; `nil` where nothing does.
    ///
    /// - Throws: ``SystemError`` where nothing can lie there, as under a name that is too long.
    func statusIfThere(of name: String) throws(SystemError) -> Status? {
        try Self.check(name)
        var status = stat()
        if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return Status(status) }
        guard errno == ENOENT else { throw SystemError(number: errno) }
        return nil
    }

    /// The folder itself; `nil` where the system does not say.
    package var status: Status? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Status(status) : nil
    }

    /// Whether a name leads to something, links followed.
    package func leads(_ name: String) -> Bool {
        var status = stat()
        return Self.isName(name) && fstatat(descriptor, name, &status, 0) == 0
    }

    /// The names in it but `.` and `..`, each as its bytes, in their order.
    ///
    /// Names are bytes; Foundation's own listing passes over those that are no text.
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
    /// - Throws: ``SystemError`` where there is none, or a link or a file in its place.
    package func folder(_ name: String) throws(SystemError) -> OpenFolder {
        try Self.check(name)
        return OpenFolder(descriptor: try openingFolder(name))
    }

    /// The folder in it whose name is given by its bytes, which need be no text.
    ///
    /// - Parameter bytes: a name that a listing of the folder has, so that it leads nowhere else.
    /// - Throws: ``SystemError`` where there is none, or a link or a file in its place.
    package func folder(named bytes: [UInt8]) throws(SystemError) -> OpenFolder {
        let name = bytes.map { CChar(bitPattern: $0) } + [0]
        return OpenFolder(descriptor: try openingFolder(name))
    }

    private func openingFolder(_ name: UnsafePointer<CChar>) throws(SystemError) -> Int32 {
        let folder = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard folder < 0 else { return folder }
        let number = errno
        var status = stat()
        // Of a link to a folder the system says that it is none, which its owner would not believe.
        let isLink =
            number == ENOTDIR && fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
            && status.st_mode & S_IFMT == S_IFLNK
        throw SystemError(number: isLink ? ELOOP : number)
    }

    /// The folder of this name in it, made where there is none.
    ///
    /// - Parameter mode: who may do what with a new one.
    func makingFolder(_ name: String, mode: mode_t = 0o777) throws(SystemError) -> OpenFolder {
        try Self.check(name)
        if mkdirat(descriptor, name, mode) != 0, errno != EEXIST { throw SystemError(number: errno) }
        return try folder(name)
    }

    /// The folder at the end of a path in it.
    func folder(at parts: some Collection<String>, making: Bool) throws(SystemError) -> OpenFolder {
        var folder = OpenFolder(descriptor: try Self.checked(fcntl(descriptor, F_DUPFD_CLOEXEC, 0)))
        for part in parts { folder = try making ? folder.makingFolder(part) : folder.folder(part) }
        return folder
    }

    /// The bytes of a file in it.
    ///
    /// - Parameter limit: the most bytes that are read; a larger file is an error.
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

    /// Writes a new file; what is there under this name is replaced as soon as the new one is whole.
    ///
    /// - Parameter isReplacing: whether it is; else something there is an error.
    func write(_ data: Data, to name: String, replacing isReplacing: Bool = true) throws(SystemError) {
        try Self.check(name)
        // Without the file's own name, which may be as long as a name can be.
        let temporary = ".writing-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let file = try Self.checked(
            openat(descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666))
        do throws(SystemError) {
            defer { close(file) }
            try DescriptorBytes(of: file).write(data)
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

    /// Gives a file another name, which nothing may have.
    private func give(_ old: String, _ new: String) throws(SystemError) {
        do throws(SystemError) {
            try link(old, to: self, as: new)
            try remove(old)
        } catch {
            // Some file systems know of no second names.
            guard [EPERM, ENOTSUP, ENOSYS].contains(error.number) else { throw error }
            guard try statusIfThere(of: new) == nil else { throw SystemError(number: EEXIST) }
            try move(old, to: self, as: new)
        }
    }

    /// Gives a file a second name in another folder.
    func link(_ name: String, to other: borrowing OpenFolder, as newName: String) throws(SystemError) {
        try Self.check(name)
        try Self.check(newName)
        try Self.checked(linkat(descriptor, name, other.descriptor, newName, 0))
    }

    /// Moves a file or a folder; a file that is there is replaced.
    func move(_ name: String, to other: borrowing OpenFolder, as newName: String) throws(SystemError) {
        try Self.check(name)
        try Self.check(newName)
        try Self.checked(renameat(descriptor, name, other.descriptor, newName))
    }

    /// Removes a file, or an empty folder; nothing there is no error.
    func remove(_ name: String) throws(SystemError) {
        try Self.check(name)
        if unlinkat(descriptor, name, 0) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM else { throw SystemError(number: errno) }
        try Self.checked(unlinkat(descriptor, name, AT_REMOVEDIR))
    }

    /// Opens what has this name; no link is followed.
    func opening(_ name: String, _ flags: Int32) throws(SystemError) -> Int32 {
        try Self.check(name)
        return try Self.checked(openat(descriptor, name, flags | O_NOFOLLOW))
    }

    /// Opens a file of this name, made where there is none, to be locked.
    func lockFile(_ name: String) throws(SystemError) -> Int32 {
        try Self.check(name)
        return try Self.checked(openat(descriptor, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666))
    }

    @discardableResult private static func checked(_ result: Int32) throws(SystemError) -> Int32 {
        guard result >= 0 else { throw SystemError(number: errno) }
        return result
    }
}
