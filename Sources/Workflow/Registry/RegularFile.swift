package import FoundationEssentials
import Glibc

/// An open regular file; pipes and devices, which could block or never end, are refused.
///
/// The kind was checked on the open file itself, so the bytes belong to the checked file, even if its path is
/// replaced in the meantime.
package struct RegularFile: ~Copyable {
    /// The reason why a file is not read.
    package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
        /// The reason, as words that follow the file's name: `it is a pipe, not a file`.
        package let description: String

        /// Whether a link, or something else that leads elsewhere, was found where none may be followed.
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

    /// The size in bytes when it was opened.
    package let count: Int

    /// Takes an open descriptor.
    ///
    /// - Throws: ``Problem`` if it is not a regular file; the descriptor is then closed.
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

    /// Opens a file by its path; links are followed, since the user gave it.
    ///
    /// - Throws: ``Problem`` if it is not a regular file, or the system refuses.
    package init(at path: String) throws(Problem) {
        let descriptor = open(path, Self.opening)
        guard descriptor >= 0 else { throw Problem(Self.words(for: errno)) }
        try self.init(taking: descriptor)
    }

    /// Opens a file by its name in a folder; a link there is not followed.
    ///
    /// - Throws: ``Problem`` if it is not a regular file, or the system refuses.
    package init(_ name: String, in folder: borrowing OpenFolder) throws(Problem) {
        let descriptor: Int32
        do throws(SystemError) {
            descriptor = try folder.opening(name, Self.opening)
        } catch {
            throw Problem(error)
        }
        try self.init(taking: descriptor)
    }

    /// Opening a pipe would wait for a writer.
    private static let opening = O_RDONLY | O_NONBLOCK | O_CLOEXEC

    /// All bytes from the start.
    ///
    /// - Parameter limit: the largest size in bytes.
    /// - Throws: ``Problem`` if it is larger, or the system refuses.
    package func contents(limit: Int) throws(Problem) -> Data {
        guard count <= limit else { throw Self.tooLarge(limit) }
        return try Self.read(descriptor, expecting: count, limit: limit)
    }

    /// The first bytes, or all if there are fewer.
    ///
    /// - Throws: ``Problem`` if the system refuses.
    package func prefix(_ most: Int) throws(Problem) -> Data {
        try Self.bytes(of: descriptor, count: min(count, most))
    }

    /// The bytes of a file; links are followed.
    ///
    /// - Parameter limit: the largest size in bytes.
    /// - Throws: ``Problem`` if it is not a regular file, is larger, or the system refuses.
    package static func contents(of path: String, limit: Int) throws(Problem) -> Data {
        try RegularFile(at: path).contents(limit: limit)
    }

    /// The bytes of standard input up to its end.
    ///
    /// - Parameter limit: the most bytes accepted.
    /// - Throws: ``Problem`` if there are more, or the system refuses.
    package static func standardInput(limit: Int) throws(Problem) -> Data {
        try read(STDIN_FILENO, expecting: 0, limit: limit)
    }

    /// Reads to the end: first `count` bytes at once, then the rest.
    private static func read(_ descriptor: Int32, expecting size: Int, limit: Int) throws(Problem) -> Data {
        var data = try bytes(of: descriptor, count: size)
        guard data.count == size else { return data }
        // Files of /proc report a size of zero, and a file that is being written may grow.
        while case let more = try bytes(of: descriptor, count: 1 << 16), !more.isEmpty {
            data.append(more)
            guard data.count <= limit else { throw tooLarge(limit) }
        }
        return data
    }

    /// Reads `count` bytes, or fewer at the end of the file.
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

    /// The kind of object in place of a file; `nil` for a regular file.
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
        // The error of opening a socket.
        number == ENXIO ? "it is a socket, not a file" : SystemWords.words(for: number)
    }
}
