package import FoundationEssentials
import Glibc
import Images
import Workflow

/// The bytes of a file that a folder holds.
package enum FileBytes {
    /// The first bytes of a file; `nil` where it cannot be read or is no file.
    static func prefix(of path: String) -> Data? {
        try? reading(path) { descriptor, size throws(FileBytesProblem) in
            try bytes(of: descriptor, count: min(size, FileKind.prefixLength))
        }
    }

    /// All bytes of a file.
    ///
    /// - Parameters:
    ///   - path: the file's path.
    ///   - limit: the most bytes that it may have.
    /// - Throws: ``FileBytesProblem`` where it is no file, has more bytes, or cannot be read.
    package static func contents(of path: String, limit: Int) throws(FileBytesProblem) -> Data {
        try reading(path) { descriptor, size throws(FileBytesProblem) in
            guard size <= limit else {
                throw FileBytesProblem("has more than the \(NumberText.bytes(limit)) that are read")
            }
            return try bytes(of: descriptor, count: size)
        }
    }

    /// All bytes of a file; `nil` where it has more than are wanted.
    ///
    /// - Throws: ``FileBytesProblem`` where it is no file, or cannot be read.
    static func contentsOfSmallFile(_ path: String, limit: Int) throws(FileBytesProblem) -> Data? {
        try reading(path) { descriptor, size throws(FileBytesProblem) in
            size > limit ? nil : try bytes(of: descriptor, count: size)
        }
    }

    private static func reading<Read>(
        _ path: String, _ read: (CInt, Int) throws(FileBytesProblem) -> Read
    ) throws(FileBytesProblem) -> Read {
        // What is no file, such as a pipe, would be waited for.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileBytesProblem(number: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileBytesProblem(number: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileBytesProblem("is no file") }
        return try read(descriptor, Int(status.st_size))
    }

    private static func bytes(of descriptor: CInt, count: Int) throws(FileBytesProblem) -> Data {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let read = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: done), count - done)
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { throw FileBytesProblem(number: errno) }
            guard read > 0 else { break }
            done += read
        }
        return Data(bytes.prefix(done))
    }
}

/// Why a file's bytes cannot be had; it reads on from the file's name: "is no file".
package struct FileBytesProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in words.
    package let description: String

    init(_ description: String) { self.description = description }

    init(number: CInt) {
        let reason =
            switch number {
            case ENOENT, ENOTDIR: "there is no such file or folder"
            case EACCES, EPERM: "permission denied"
            default: String(cString: strerror(number))
            }
        self.init("cannot be read: \(reason)")
    }
}
