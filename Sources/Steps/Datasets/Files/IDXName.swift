/// A file name such as `train-images-idx3-ubyte.gz`.
struct IDXName {
    enum Role { case train, test, all }

    let role: Role
    let isImages: Bool
    /// The file's folder; empty for the data set's own.
    let folder: String

    init?(_ path: String) {
        let parts = path.split(separator: "/")
        folder = parts.dropLast().joined(separator: "/")
        let name = parts.last.map { $0.lowercased() } ?? ""
        guard name.contains("idx") else { return nil }
        if name.contains("images") {
            isImages = true
        } else if name.contains("labels") {
            isImages = false
        } else {
            return nil
        }
        role =
            name.contains("train")
            ? .train : name.contains("t10k") || name.contains("test") ? .test : .all
    }
}

extension IDXName {
    /// The parts of a data set among a folder's files.
    ///
    /// - Throws: ``DataFileProblem`` if they are ambiguous or incomplete.
    static func parts(among files: [String], of dataset: String) throws(DataFileProblem) -> DataFileParts {
        let files = try read(files, of: dataset)
        func part(_ role: Role) throws(DataFileProblem) -> [String]? {
            let found = files.filter { $0.name.role == role }
            guard let first = found.first else { return nil }
            let images = found.filter(\.name.isImages)
            let labels = found.filter { !$0.name.isImages }
            guard images.count == 1, labels.count == 1 else {
                throw DataFileProblem(
                    dataset,
                    images.count > 1 || labels.count > 1
                        ? "has '\(found[0].file)' and '\(found[1].file)', of which one would do"
                        : "has '\(first.file)', but no file of its \(images.isEmpty ? "images" : "labels")")
            }
            return [images[0].file, labels[0].file]
        }
        let (train, test, all) = (try part(.train), try part(.test), try part(.all))
        if let train, all == nil { return DataFileParts(train: train, test: test) }
        if let all, train == nil, test == nil { return DataFileParts(train: all, test: nil) }
        throw DataFileProblem(
            dataset,
            all == nil
                ? "has test images alone, and none to train on"
                : "has IDX files of which it cannot be told whether they are to train or to test on")
    }

    /// The files to read: those in the data set's own folder, or all of one subfolder, as archives and other programs
    /// create them. If a file is also there decompressed, that one is read.
    private static func read(
        _ files: [String], of dataset: String
    ) throws(DataFileProblem) -> [(file: String, name: IDXName)] {
        let named = files.compactMap { file in IDXName(file).map { (file: file, name: $0) } }
        let folders = Set(named.map(\.name.folder))
        let first = folders.min { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } ?? ""
        guard first.isEmpty || folders.count == 1 else {
            let others = folders.count - 1
            throw DataFileProblem(
                dataset,
                "has IDX files in '\(first)' and in \(others) other \(others == 1 ? "folder" : "folders"); name the one to read: \"\(dataset)/\(first)\""
            )
        }
        let found = named.filter { $0.name.folder == first }
        let unpacked = Set(found.map(\.file).filter { Gzip.unpackedName(of: $0) == nil })
        return found.filter { entry in
            Gzip.unpackedName(of: entry.file).map { !unpacked.contains($0) } ?? true
        }
    }
}
