package import FoundationEssentials
import Images
package import Workflow

/// A file that was found and is opened when its bytes are needed.
///
/// One that a notebook names is opened beneath the folders that the notebook may read, without following links, so that
/// a file that replaced it since is not read.
package struct FoundFile: Sendable {
    private let path: String
    /// The folders in which the path was checked to be; `nil` if the user named it, who may read anything.
    private let readable: ReadableFiles?

    /// A file that a notebook names.
    ///
    /// - Parameter path: a path that ``ReadableFiles/path(of:lookingAround:)`` gave, or one below it.
    package init(at path: String, in readable: ReadableFiles) {
        self.path = path
        self.readable = readable
    }

    /// A file that the user names on the command line: links are followed.
    package init(at path: String) {
        self.path = path
        readable = nil
    }

    /// The first bytes, enough to recognize its kind; `nil` if it cannot be read or is not a file.
    var prefix: Data? { try? opened().prefix(FileKind.prefixLength) }

    /// All its bytes.
    ///
    /// - Parameters:
    ///   - limit: the maximum size in bytes.
    ///   - folders: where its folder stays open; `nil` to open it for this file alone.
    /// - Throws: ``FileBytesProblem`` if it is not a file, is larger, or cannot be read.
    package func contents(
        limit: Int, through folders: OpenFolders? = nil
    ) throws(FileBytesProblem) -> Data {
        do throws(RegularFile.Problem) {
            return try opened(through: folders).contents(limit: limit)
        } catch {
            throw FileBytesProblem(error)
        }
    }

    /// All its bytes; `nil` if it is larger than the limit.
    ///
    /// - Throws: ``FileBytesProblem`` if it is not a file, or cannot be read.
    func contents(ifAtMost limit: Int) throws(FileBytesProblem) -> Data? {
        do throws(RegularFile.Problem) {
            let file = try opened()
            return file.count > limit ? nil : try file.prefix(file.count)
        } catch {
            throw FileBytesProblem(error)
        }
    }

    private func opened(through folders: OpenFolders? = nil) throws(RegularFile.Problem) -> RegularFile {
        guard let readable else { return try RegularFile(at: path) }
        if let folders { return try folders.file(at: path, in: readable) }
        return try readable.file(at: path)
    }
}

/// Why a file's bytes are not available, a phrase that follows the file's name: "is a pipe, not a file".
package struct FileBytesProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in words.
    package let description: String

    init(_ problem: RegularFile.Problem) {
        let words = problem.description
        description =
            problem.isLink
            ? "was replaced after it was found, and what is there now could lead outside"
            : words.hasPrefix("it ") ? String(words.dropFirst(3)) : "cannot be read: \(words)"
    }
}
