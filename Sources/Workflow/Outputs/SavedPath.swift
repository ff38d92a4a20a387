/// The paths inside the output folder to which steps save.
package enum SavedPath {
    /// Why nothing can be saved at a path, in a sentence that begins with it; `nil` if something can.
    package static func problem(with path: String) -> String? {
        let parts = ReadableFiles.parts(of: path, omittingEmpty: false)
        if path.isEmpty { return "'' is not a file name" }
        if path.utf8.contains(0) { return "'\(path)' has a null character, which no file name can have" }
        if parts.first == "" { return "'\(path)' does not lie inside the output folder" }
        if parts.contains("..") {
            return "'\(path)' has a part '..', which could lead out of the output folder"
        }
        if parts.last == "" { return "'\(path)' ends in '/', so it names a folder and not a file" }
        if parts.last == "." { return "'\(path)' names a folder and not a file" }
        if parts.contains("") { return "'\(path)' has two slashes in a row" }
        if parts.contains(".") { return "'\(path)' has a part '.', which leads nowhere" }
        return nil
    }
}
