public import FoundationEssentials
import Glibc

/// Files and folders opened by a path that was checked.
///
/// Between a look at a path and its opening something can be replaced by a link that leads elsewhere. So everything is
/// opened folder by folder from the root that it lies in, following no link: a path that ``ReadableFiles/path(of:)`` gave has
/// none, unless one was put there since.
extension ReadableFiles {
    /// The bytes of a file, read from the very file whose place was checked.
    ///
    /// - Parameters:
    ///   - path: a path that ``path(of:)`` gave, or one below it.
    ///   - name: what the notebook calls it.
    ///   - limit: the most bytes that are read; a file of more is refused by its size.
    /// - Throws: ``UnreadableFile`` where it is no regular file, lies outside, or cannot be read.
    public func contents(
        of path: String, name: String, limit: Int = .max
    ) throws(UnreadableFile) -> Data {
        do throws(RegularFile.Problem) {
            return try file(at: path).contents(limit: limit)
        } catch {
            throw UnreadableFile(name: name, reason: error.isLink ? .outside : .unreadable(error.description))
        }
    }

    /// Opens a file.
    ///
    /// - Parameter path: a path that ``path(of:)`` gave, or one below it.
    /// - Throws: `RegularFile.Problem` where it is no regular file, lies outside, or cannot be opened.
    package func file(at path: String) throws(RegularFile.Problem) -> RegularFile {
        let folder: OpenFolder
        let name: String
        do throws(SystemError) {
            let route = try route(to: path)
            var parts = route.parts
            guard let last = parts.popLast() else { throw .folder }
            name = last
            folder = try OpenFolder(at: route.root).folder(at: parts, making: false)
        } catch {
            throw RegularFile.Problem(error)
        }
        return try RegularFile(name, in: folder)
    }

    /// Opens a folder.
    ///
    /// - Parameter path: a path that ``path(of:)`` gave, or one below it.
    /// - Throws: ``SystemError`` where it is none, lies outside, or cannot be opened.
    package func openFolder(at path: String) throws(SystemError) -> OpenFolder {
        let (root, parts) = try route(to: path)
        return try OpenFolder(at: root).folder(at: parts, making: false)
    }

    /// What lies at a path that ``path(of:)`` gave; `nil` where nothing does, or it lies outside.
    package func status(at path: String) -> OpenFolder.Status? {
        guard let route = try? route(to: path) else { return nil }
        let root = route.root
        var parts = route.parts
        guard let name = parts.popLast() else { return try? openFolder(at: root).status }
        return try? OpenFolder(at: root).folder(at: parts, making: false).status(of: name)
    }

    /// The root that a path lies in, and the names that lead from it.
    private func route(to path: String) throws(SystemError) -> (root: String, parts: [String]) {
        guard let root = root(of: path) else { throw .outside }
        let parts = Self.parts(of: String(decoding: path.utf8.dropFirst(root.utf8.count), as: UTF8.self))
        guard !parts.contains("..") else { throw .outside }
        return (root, parts)
    }
}

extension SystemError {
    /// A folder stands where a file is wanted.
    fileprivate static var folder: SystemError { SystemError(number: EISDIR) }

    /// A path leads out of what may be read, as a link would.
    fileprivate static var outside: SystemError { SystemError(number: ELOOP) }
}
