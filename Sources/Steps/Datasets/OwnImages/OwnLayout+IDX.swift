// The images and labels of MNIST's format.

extension OwnLayout {
    /// A file name such as `train-images-idx3-ubyte.gz`.
    struct IDXName {
        enum Role { case train, test, all }

        let role: Role
        let isImages: Bool
        /// The folder that the file lies in; empty for the data set's own.
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

    /// The files to read: those that lie in the data set's own folder, or all in one folder in it, as archives and other
    /// programs make them. What lies there unpacked too is read so.
    private static func idxFiles(_ files: [String], name: String) throws(DataFileProblem) -> [String] {
        let named = files.compactMap { file in IDXName(file).map { (file: file, name: $0) } }
        let folders = Set(named.map(\.name.folder))
        let first = folders.min { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) } ?? ""
        guard first.isEmpty || folders.count == 1 else {
            let others = folders.count - 1
            throw DataFileProblem(
                name,
                "has IDX files in '\(first)' and in \(others) other \(others == 1 ? "folder" : "folders"); name the one to read: \"\(name)/\(first)\""
            )
        }
        let found = named.filter { $0.name.folder == first }
        let unpacked = Set(found.map(\.file).filter { unpackedName(of: $0) == nil })
        return found.map(\.file).filter { file in
            unpackedName(of: file).map { !unpacked.contains($0) } ?? true
        }
    }

    /// What a file packed with gzip is called where it is unpacked; `nil` for any other.
    static func unpackedName(of file: String) -> String? {
        file.lowercased().hasSuffix(".gz") ? String(file.dropLast(3)) : nil
    }

    static func idx(_ files: [String], name: String) throws(DataFileProblem) -> OwnLayout {
        let files = try idxFiles(files, name: name)
        func part(_ role: IDXName.Role) throws(DataFileProblem) -> Part? {
            let found = files.compactMap { file in IDXName(file).map { (file: file, name: $0) } }
                .filter { $0.name.role == role }
            guard let first = found.first else { return nil }
            let images = found.filter(\.name.isImages)
            let labels = found.filter { !$0.name.isImages }
            guard images.count == 1, labels.count == 1 else {
                throw DataFileProblem(
                    name,
                    images.count > 1 || labels.count > 1
                        ? "has '\(found[0].file)' and '\(found[1].file)', of which one would do"
                        : "has '\(first.file)', but no file of its \(images.isEmpty ? "images" : "labels")")
            }
            return .idx(images: images[0].file, labels: labels[0].file)
        }
        let (train, test, all) = (try part(.train), try part(.test), try part(.all))
        if let train, all == nil { return OwnLayout(classes: nil, train: train, test: test) }
        if let all, train == nil, test == nil { return OwnLayout(classes: nil, train: all, test: nil) }
        throw DataFileProblem(
            name,
            all == nil
                ? "has test images alone, and none to train on"
                : "has IDX files of which it cannot be told whether they are to train or to test on")
    }
}
