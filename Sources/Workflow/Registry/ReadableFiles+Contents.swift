public import FoundationEssentials

extension ReadableFiles {
    /// The bytes of a file, read from the very file whose place was checked.
    ///
    /// Between a look at a path and its opening the file can be replaced by a link that leads elsewhere. So the file is
    /// opened folder by folder, following no link: a path that ``path(of:)`` gave has none, unless one was put there since.
    ///
    /// - Parameters:
    ///   - path: a path that ``path(of:)`` gave, or one below it.
    ///   - name: what the notebook calls it.
    ///   - limit: the most bytes that are read; a file of more is refused by its size.
    /// - Throws: ``UnreadableFile`` where it is no regular file, lies outside, or cannot be read.
    public func contents(
        of path: String, name: String, limit: Int = .max
    ) throws(UnreadableFile) -> Data {
        guard let root = root(of: path) else { throw UnreadableFile(name: name, reason: .outside) }
        var parts = path.dropFirst(root.count).split(separator: "/").map(String.init)
        guard let file = parts.popLast(), !parts.contains("..") else {
            throw UnreadableFile(name: name, reason: .unreadable("it is a folder, not a file"))
        }
        do throws(SystemError) {
            return try OpenFolder(at: root).folder(at: parts, making: false).read(file, limit: limit)
        } catch {
            throw UnreadableFile(name: name, reason: error.isLink ? .outside : .unreadable(error.reason))
        }
    }
}
