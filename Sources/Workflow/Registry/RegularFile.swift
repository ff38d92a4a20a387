package import FoundationEssentials
import Glibc

/// A file as it lies on a disk, open; nothing else is waited for or read without end.
///
/// What it is was asked of the opened file itself, so its bytes are those of what was checked, whatever is put in the place
/// of its path meanwhile.
package struct RegularFile: ~Copyable {
    /// Why a file is not read.
    package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
        /// What is the matter, in words that go on from its name: `it is a pipe, not a file`.
        package let description: String

        /// Whether a link, or something else that leads elsewhere, stood where none may be followed.
        package let isLink: Bool

        fileprivate init(_ description: String) {
            self.description = description
            isLink = false
        }

        init(_ error: SystemError) {
            description = error.isLink ? error.reason : RegularFile.words(for: error.number)
            isLink = error.isLink
        }
    }

    private let descriptor: Int32

    /// The bytes that it had when it was opened.
    package let count: Int

    /// Takes what was opened.
    ///
    /// - Throws: ``Problem`` where it is no file; then it is closed.
    private init(taking descriptor: Int32) throws(Problem) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let number = errno
            close(descriptor)
            throw Problem(Self.words(for: number))
        }
        if let kind = Self.kind(of: status.st_mode) {
            close(descriptor)
            throw Problem("it is \(kind), not a file")
        }
        self.descriptor = descriptor
        count = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Opens a file by its path; links are followed, since the user named it.
    ///
    /// - Throws: ``Problem`` for what is there and no file, and where the system refuses.
    package init(at path: String) throws(Problem) {
        let descriptor = open(path, Self.opening)
        guard descriptor >= 0 else { throw Problem(Self.words(for: errno)) }
        try self.init(taking: descriptor)
    }

    /// Opens a file by its name in a folder; a link there is not followed.
    ///
    /// - Throws: ``Problem`` for what is there and no file, and where the system refuses.
    package init(_ name: String, in folder: borrowing OpenFolder) throws(Problem) {
        let descriptor: Int32
        do throws(SystemError) {
            descriptor = try folder.opening(name, Self.opening)
        } catch {
            throw Problem(error)
        }
        try self.init(taking: descriptor)
    }

    /// Opening a pipe would wait for somebody to write to it.
    private static let opening = O_RDONLY | O_NONBLOCK | O_CLOEXEC

    /// All its bytes, read from the first on.
    ///
    /// - Parameter limit: the most bytes that it may have.
    /// - Throws: ``Problem`` for one that is too large, and where the system refuses.
    package func contents(limit: Int) throws(Problem) -> Data {
        guard count <= limit else { throw Self.tooLarge(limit) }
        return try Self.read(descriptor, expecting: count, limit: limit)
    }

    /// Its first bytes, or all where it has fewer.
    ///
    /// - Throws: ``Problem`` where the system refuses.
    package func prefix(_ most: Int) throws(Problem) -> Data {
        try Self.bytes(of: descriptor, count: min(count, most))
    }

    /// The bytes of a file; links are followed.
    ///
    /// - Parameter limit: the most bytes that it may have.
    /// - Throws: ``Problem`` for what is there and no file, for one that is too large, and where the system refuses.
    package static func contents(of path: String, limit: Int) throws(Problem) -> Data {
        try RegularFile(at: path).contents(limit: limit)
    }

    /// What comes through standard input until its end.
    ///
    /// - Parameter limit: the most bytes that may come.
    /// - Throws: ``Problem`` where more comes, or the system refuses.
    package static func standardInput(limit: Int) throws(Problem) -> Data {
        try read(STDIN_FILENO, expecting: 0, limit: limit)
    }

    /// Reads to the end: so many bytes at once, and then what comes beyond them.
    private static func read(_ descriptor: Int32, expecting size: Int, limit: Int) throws(Problem) -> Data {
        var data = try bytes(of: descriptor, count: size)
        guard data.count == size else { return data }
        // A file of /proc says that it has none, and one that is being written may grow.
        while case let more = try bytes(of: descriptor, count: 1 << 16), !more.isEmpty {
            data.append(more)
            guard data.count <= limit else { throw tooLarge(limit) }
        }
        return data
    }

    /// Reads so many bytes, or as many as there are.
    private static func bytes(of descriptor: Int32, count: Int) throws(Problem) -> Data {
        do throws(SystemError) {
            return try DescriptorBytes(of: descriptor).read(count: count)
        } catch {
            throw Problem(words(for: error.number))
        }
    }

    private static func tooLarge(_ limit: Int) -> Problem {
        Problem("it has more than the \(NumberText.bytes(limit)) that are read")
    }

    /// What is there in place of a file; `nil` for a file.
    private static func kind(of mode: mode_t) -> String? {
        switch mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: "a folder"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        case S_IFCHR, S_IFBLK: "a device"
        default: "something else"
        }
    }

    private static func words(for number: Int32) -> String {
        // What opening a socket gives.
        number == ENXIO ? "it is a socket, not a file" : SystemWords.words(for: number)
    }
}
