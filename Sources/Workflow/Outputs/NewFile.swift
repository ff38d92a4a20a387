package import FoundationEssentials
import Glibc

/// A file that is either complete or absent, and never replaces another one.
package enum NewFile {
    /// Writes a file that must not exist yet.
    ///
    /// - Parameter path: the path; links in its folders are followed, but one in its last part counts as an existing
    ///   file.
    /// - Throws: ``SystemError`` if something exists there, or the disk refuses it; then nothing is left behind.
    package static func write(_ data: Data, to path: String) throws(SystemError) {
        let parts = ReadableFiles.parts(of: path, omittingEmpty: false)
        guard let name = parts.last, OpenFolder.isName(name) else { throw SystemError(number: EISDIR) }
        let parent = parts.dropLast().joined(separator: "/")
        let folder = try OpenFolder(at: parts.count == 1 ? "." : parent.isEmpty ? "/" : parent)
        guard try folder.statusIfThere(of: name) == nil else { throw SystemError(number: EEXIST) }
        try folder.write(data, to: name, replacing: false)
    }
}
