package import FoundationEssentials
import Glibc

/// A file that is there whole or not at all, and never in place of another one.
package enum NewFile {
    /// Writes a file where none is yet.
    ///
    /// - Parameter path: where the user wants it; a link in it is followed, and one in its place is in the way.
    /// - Throws: ``SystemError`` where something is there already, or the disk refuses it; nothing is left then.
    package static func write(_ data: Data, to path: String) throws(SystemError) {
        let parts = ReadableFiles.parts(of: path, omittingEmpty: false)
        guard let name = parts.last, OpenFolder.isName(name) else { throw SystemError(number: EISDIR) }
        let parent = parts.dropLast().joined(separator: "/")
        let folder = try OpenFolder(at: parts.count == 1 ? "." : parent.isEmpty ? "/" : parent)
        guard try folder.statusIfThere(of: name) == nil else { throw SystemError(number: EEXIST) }
        try folder.write(data, to: name, replacing: false)
    }
}
