import Workflow

/// The names of two records in a page, which others read: they name no folder above the one in which the user works.
struct RecordNames {
    let first: String
    let second: String

    /// Names records by their files; files of the same name also by the nearest folders that differ, as far as the
    /// user gave them below the working folder.
    init(_ first: String, _ second: String) {
        let parts = [first, second].map { ReadableFiles.parts(of: $0) }
        let names = parts.map { $0.last ?? "" }
        guard names[0].utf8.elementsEqual(names[1].utf8) else {
            (self.first, self.second) = (names[0], names[1])
            return
        }
        let folders = zip([first, second], parts).map { path, parts in
            path.utf8.first == UInt8(ascii: "/") ? [] : Self.folders(parts.dropLast())
        }
        let common = zip(folders[0].reversed(), folders[1].reversed())
            .prefix { $0.utf8.elementsEqual($1.utf8) }.count
        func name(_ side: Int) -> String {
            guard let folder = folders[side].dropLast(common).last else { return names[side] }
            return folder + (common == 0 ? "/" : "/…/") + names[side]
        }
        (self.first, self.second) = (name(0), name(1))
    }

    /// The folders of a relative path that are below the working folder; none if it leads out of it.
    private static func folders(_ parts: ArraySlice<String>) -> [String] {
        parts.contains("..") ? [] : parts.filter { $0 != "." }
    }
}
