/// A path inside an output folder: the folders that lead to a file, and the file's name.
///
/// It is split as the system splits it, at each byte `/`, even if a combining mark after that makes it another
/// character in Swift.
struct OutputPath {
    let folders: [String]
    let name: String

    /// Splits a path; `nil` if it is empty or leads elsewhere.
    init?(_ path: String) {
        var parts = ReadableFiles.parts(of: path, omittingEmpty: false)
        guard parts.allSatisfy(OpenFolder.isName), let name = parts.popLast() else { return nil }
        folders = parts
        self.name = name
    }
}
