/// A file name such as `train-images-idx3-ubyte.gz`.
struct IDXName {
    enum Role { case train, test, all }

    let role: Role
    let isImages: Bool

    init?(_ path: String) {
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
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
    /// The parts of a data set among its files.
    ///
    /// - Throws: ``DataFileProblem`` if they are ambiguous or incomplete.
    static func parts(among files: [String], of dataset: String) throws(DataFileProblem) -> DataFileParts {
        let files = files.compactMap { file in IDXName(file).map { (file: file, name: $0) } }
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
        guard all != nil else { throw .onlyTestImages(of: dataset) }
        throw DataFileProblem(
            dataset, "has IDX files of which it cannot be told whether they are to train or to test on")
    }
}
