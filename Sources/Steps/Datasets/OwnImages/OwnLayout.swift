import FoundationEssentials

/// Which files of a folder are a data set: found by their names alone.
struct OwnLayout: Equatable {
    /// Labelled images to train on, or to test on.
    enum Part: Equatable {
        /// Image files, each with its class's place.
        case files([(file: String, label: Int)])
        /// A file of images and one of labels, in MNIST's format.
        case idx(images: String, labels: String)

        static func == (first: Part, second: Part) -> Bool {
            switch (first, second) {
            case (.files(let first), .files(let second)):
                first.elementsEqual(second) { $0.file == $1.file && $0.label == $1.label }
            case (.idx(let images, let labels), .idx(let otherImages, let otherLabels)):
                images == otherImages && labels == otherLabels
            default: false
            }
        }
    }

    /// The classes' names where folders name them; `nil` where labels do.
    let classes: [String]?

    /// The images to train on, or all.
    let train: Part

    /// The images to test on; `nil` where they are not told apart.
    let test: Part?

    /// The most classes that a label of one byte can tell apart.
    static let mostClasses = 256

    /// Finds the data set among the files of a folder.
    ///
    /// - Parameters:
    ///   - files: every file by its path from the folder, parts joined by `/`.
    ///   - name: what the folder is called, for messages.
    /// - Throws: ``DataFileProblem`` where they are none, or where it cannot be told what they are.
    init(files: [String], name: String) throws(DataFileProblem) {
        let files = files.filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
            .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        if files.contains(where: { IDXName($0) != nil }) {
            self = try Self.idx(files, name: name)
        } else {
            self = try Self.folders(files, name: name)
        }
    }

    private init(classes: [String]?, train: Part, test: Part?) {
        self.classes = classes
        self.train = train
        self.test = test
    }
}

// MARK: MNIST's format

extension OwnLayout {
    /// A file name such as `train-images-idx3-ubyte.gz`.
    private struct IDXName {
        enum Role { case train, test, all }

        let role: Role
        let isImages: Bool

        init?(_ path: String) {
            let name = path.lowercased()
            guard !name.contains("/"), name.contains("idx") else { return nil }
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

    private static func idx(_ files: [String], name: String) throws(DataFileProblem) -> OwnLayout {
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

// MARK: A folder for each class

extension OwnLayout {
    private static let trainNames: Set = ["train", "training"]
    private static let testNames: Set = ["test", "testing"]

    private static func folders(_ files: [String], name: String) throws(DataFileProblem) -> OwnLayout {
        let images = files.map { $0.split(separator: "/").map(String.init) }
            .filter { ["png", "pgm", "jpg", "jpeg"].contains($0.last?.fileExtension) }
        guard !images.isEmpty else {
            throw DataFileProblem(
                name,
                "has no data set: neither a folder of PNG, JPEG or PGM files for each class nor IDX files")
        }
        let tops = Set(images.map { $0[0].lowercased() })
        let hasParts = tops.isSubset(of: trainNames.union(testNames)) && images.allSatisfy { $0.count > 2 }
        let depth = hasParts ? 3 : 2
        if let wrong = images.first(where: { $0.count != depth }) {
            throw DataFileProblem(
                name + "/" + wrong.joined(separator: "/"),
                wrong.count < depth
                    ? "stands in no class's folder" : "lies deeper than in a class's folder")
        }
        let classes = try classes(of: images.map { $0[depth - 2] }, name: name)
        let places = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
        func part(_ images: [[String]]) -> Part {
            .files(
                interleaved(
                    images.map { ($0.joined(separator: "/"), places[$0[depth - 2]] ?? 0) }, classes.count))
        }
        guard hasParts else { return OwnLayout(classes: classes, train: part(images), test: nil) }
        let train = images.filter { trainNames.contains($0[0].lowercased()) }
        let test = images.filter { testNames.contains($0[0].lowercased()) }
        guard !train.isEmpty else {
            throw DataFileProblem(name, "has test images alone, and none to train on")
        }
        return OwnLayout(classes: classes, train: part(train), test: test.isEmpty ? nil : part(test))
    }

    /// The classes in the order of their numbers, or of their names where not all are numbers.
    private static func classes(of folders: [String], name: String) throws(DataFileProblem) -> [String] {
        let names = Set(folders)
        guard names.count <= mostClasses else {
            throw DataFileProblem(name, "has \(names.count) classes; at most \(mostClasses) are told apart")
        }
        let isNumbered = names.allSatisfy { Int($0) != nil }
        return names.sorted { first, second in
            isNumbered && Int(first) != Int(second)
                ? (Int(first) ?? 0) < (Int(second) ?? 0)
                : Array(first.utf8).lexicographicallyPrecedes(Array(second.utf8))
        }
    }

    /// The first of each class, then the second of each, so that the first images of all are of all classes.
    private static func interleaved(
        _ images: [(file: String, label: Int)], _ classes: Int
    ) -> [(file: String, label: Int)] {
        var counts = [Int](repeating: 0, count: classes)
        let places = images.map { image in
            counts[image.label] += 1
            return counts[image.label]
        }
        return zip(images, places).sorted { ($0.1, $0.0.label) < ($1.1, $1.0.label) }.map(\.0)
    }
}

extension String {
    /// What stands behind the last point, in lower case.
    fileprivate var fileExtension: String? {
        split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?.lowercased()
    }
}
