extension DataFileFormat {
    /// The files of this format to read of a data set's folder: those in the folder itself, or all of one subfolder, as
    /// archives and other programs create them. If a file is also there decompressed, that one is read.
    ///
    /// - Parameters:
    ///   - files: the files' paths in the folder, of this format or not.
    ///   - dataset: the folder's name, for messages.
    /// - Throws: ``DataFileProblem`` if several subfolders have such files, and the folder itself has none.
    package func files(among files: [String], of dataset: String) throws(DataFileProblem) -> [String] {
        let named = files.filter(recognizes)
        let folders = Set(named.map(Self.folder))
        let first = folders.min { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } ?? ""
        guard first.isEmpty || folders.count == 1 else {
            let others = folders.count - 1
            throw DataFileProblem(
                dataset,
                "has \(name) in '\(first)' and in \(others) other \(others == 1 ? "folder" : "folders"); name the one to read: \"\(dataset)/\(first)\""
            )
        }
        let found = named.filter { Self.folder(of: $0) == first }
        let unpacked = Set(found.filter { Gzip.unpackedName(of: $0) == nil })
        return found.filter { file in Gzip.unpackedName(of: file).map { !unpacked.contains($0) } ?? true }
    }

    /// The folder that a file is in; empty for the data set's own.
    private static func folder(of path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }
}
