package import FoundationEssentials
import Glibc

/// Files as they lie on a disk, read whole; nothing else is waited for or read without end.
package enum RegularFile {
    /// Why a file is not read.
    package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
        /// What is the matter, in words that go on from its name: `it is a pipe, not a file`.
        package let description: String

        fileprivate init(_ description: String) { self.description = description }
    }

    /// The bytes of a file.
    ///
    /// - Parameter limit: the most bytes that it may have.
    /// - Throws: ``Problem`` for what is there and no file, for one that is too large, and where the system refuses.
    package static func contents(of path: String, limit: Int) throws(Problem) -> Data {
        // Opening a pipe would wait for somebody to write to it.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw Problem(words(for: errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Problem(words(for: errno)) }
        if let kind = kind(of: status.st_mode) { throw Problem("it is \(kind), not a file") }
        guard Int(status.st_size) <= limit else { throw tooLarge(limit) }
        return try read(descriptor, expecting: Int(status.st_size), limit: limit)
    }

    /// What comes through standard input until its end.
    ///
    /// - Parameter limit: the most bytes that may come.
    /// - Throws: ``Problem`` where more comes, or the system refuses.
    package static func standardInput(limit: Int) throws(Problem) -> Data {
        try read(STDIN_FILENO, expecting: 0, limit: limit)
    }

    private static func read(_ descriptor: Int32, expecting size: Int, limit: Int) throws(Problem) -> Data {
        var data = Data(capacity: size)
        var buffer = [UInt8](repeating: 0, count: min(max(size, 1 << 16), 1 << 20))
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Problem(words(for: errno)) }
            guard count > 0 else { return data }
            data.append(contentsOf: buffer.prefix(count))
            // A file of /proc says that it has none, and one that is being written may grow.
            guard data.count <= limit else { throw tooLarge(limit) }
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
