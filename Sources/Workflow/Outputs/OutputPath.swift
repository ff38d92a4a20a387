/// A path inside an output folder: the folders that lead to a file, and the file's name.
///
/// It is parted where the system parts it, at each byte `/`, even where a mark behind that makes it another character.
struct OutputPath {
    let folders: [String]
    let name: String

    /// Parts a path; `nil` for one that leads elsewhere, or nowhere.
    init?(_ path: String) {
        var parts = ReadableFiles.parts(of: path, omittingEmpty: false)
        guard parts.allSatisfy(OpenFolder.isName), let name = parts.popLast() else { return nil }
        folders = parts
        self.name = name
    }
}
