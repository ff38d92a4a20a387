import Workflow

/// The names of records in a page, which others read: they name no folder above the one in which the user works.
struct RecordNames {
    /// A name for each record.
    let names: [String]

    /// Names records by their files; files of the same name also by the nearest folders that differ, as far as the
    /// user gave them below the working folder.
    init(_ paths: [String]) {
        let parts = paths.map { ReadableFiles.parts(of: $0) }
        let files = parts.map { $0.last ?? "" }
        let folders = zip(paths, parts).map { path, parts in
            path.utf8.first == UInt8(ascii: "/") ? [] : Self.folders(parts.dropLast())
        }
        names = files.indices.map { index in
            let namesakes = files.indices.filter { files[$0].utf8.elementsEqual(files[index].utf8) }
            guard namesakes.count > 1 else { return files[index] }
            let common = namesakes.map { Self.commonEnd(folders[$0], folders[index]) }.min() ?? 0
            guard let folder = folders[index].dropLast(common).last else { return files[index] }
            return folder + (common == 0 ? "/" : "/…/") + files[index]
        }
    }

    /// The number of folders at the end of two paths that are the same.
    private static func commonEnd(_ first: [String], _ second: [String]) -> Int {
        zip(first.reversed(), second.reversed()).prefix { $0.utf8.elementsEqual($1.utf8) }.count
    }

    /// The folders of a relative path that are below the working folder; none if it leads out of it.
    private static func folders(_ parts: ArraySlice<String>) -> [String] {
        parts.contains("..") ? [] : parts.filter { $0 != "." }
    }
}
