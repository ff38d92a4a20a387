/// Opens many files of few folders: a folder is opened on the way to its first file, and stays open for the others.
///
/// A folder is reached as for a single file, from its root and without following links.
package final class OpenFolders {
    /// A folder that stays open.
    private final class Kept {
        let folder: OpenFolder

        init(_ folder: consuming OpenFolder) { self.folder = folder }
    }

    private var kept: [String: Kept] = [:]

    /// The maximum number of folders that stay open: a process has a few hundred descriptors.
    private static let mostKept = 128

    /// Opens nothing yet.
    package init() {}

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: a path returned by `ReadableFiles.path(of:)`, or one below it.
    ///   - files: the files that may be read.
    /// - Throws: `RegularFile.Problem` if it is not a regular file, lies outside, or cannot be opened.
    package func file(at path: String, in files: ReadableFiles) throws(RegularFile.Problem) -> RegularFile {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else {
            return try files.file(at: path)
        }
        let name = String(path[path.utf8.index(after: slash)...])
        return try RegularFile(name, in: folder(at: String(path[..<slash]), in: files).folder)
    }

    private func folder(at path: String, in files: ReadableFiles) throws(RegularFile.Problem) -> Kept {
        if let known = kept[path] { return known }
        let opened: Kept
        do throws(SystemError) {
            opened = Kept(try files.openFolder(at: path))
        } catch {
            throw RegularFile.Problem(error)
        }
        if kept.count >= Self.mostKept { kept = [:] }
        kept[path] = opened
        return opened
    }
}
