public import FoundationEssentials
import Glibc

/// Opens files and folders by checked paths.
///
/// Between checking a path and opening it, a part of it can be replaced by a link that leads elsewhere. So every path
/// is opened folder by folder from its root without following links: a path returned by ``ReadableFiles/path(of:)``
/// contains none, unless one was put there since.
extension ReadableFiles {
    /// The bytes of a file, read through the very file that was checked.
    ///
    /// - Parameters:
    ///   - path: a path returned by ``path(of:)``, or one below it.
    ///   - name: its name in the notebook.
    ///   - limit: the most bytes to read; a larger file is refused.
    /// - Throws: ``UnreadableFile`` if it is not a regular file, lies outside, or cannot be read.
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
    /// - Parameter path: a path returned by ``path(of:)``, or one below it.
    /// - Throws: `RegularFile.Problem` if it is not a regular file, lies outside, or cannot be opened.
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
    /// - Parameter path: a path returned by ``path(of:)``, or one below it.
    /// - Throws: ``SystemError`` if it is not a folder, lies outside, or cannot be opened.
    package func openFolder(at path: String) throws(SystemError) -> OpenFolder {
        let (root, parts) = try route(to: path)
        return try OpenFolder(at: root).folder(at: parts, making: false)
    }

    /// The status at a path returned by ``path(of:)``; `nil` if nothing is there, or it lies outside.
    package func status(at path: String) -> OpenFolder.Status? {
        guard let route = try? route(to: path) else { return nil }
        let root = route.root
        var parts = route.parts
        guard let name = parts.popLast() else { return try? openFolder(at: root).status }
        return try? OpenFolder(at: root).folder(at: parts, making: false).status(of: name)
    }

    /// The root that contains a path, and the names that lead from it.
    private func route(to path: String) throws(SystemError) -> (root: String, parts: [String]) {
        guard let root = root(of: path) else { throw .outside }
        let parts = Self.parts(of: String(decoding: path.utf8.dropFirst(root.utf8.count), as: UTF8.self))
        guard !parts.contains("..") else { throw .outside }
        return (root, parts)
    }
}

extension SystemError {
    /// A folder is in the place of a file.
    fileprivate static var folder: SystemError { SystemError(number: EISDIR) }

    /// A path leads outside the readable folders, as a link would.
    fileprivate static var outside: SystemError { SystemError(number: ELOOP) }
}
