import FoundationEssentials
import Images
import NeuralNet
import Workflow

/// A data set of the user's own: a folder with a folder of images for each class, or with files in MNIST's format.
struct OwnDataset {
    /// How it is read.
    struct Choices {
        /// The share of each class kept for testing, 0..<1; `nil` where test images are told apart.
        var split: Double?
        /// Whether dark on light becomes light on dark.
        var isInverted = false
        /// The seed that the kept images are drawn by.
        var seed: UInt64 = 0
    }

    /// The most bytes that all files together may have.
    static let limit = 1 << 30

    /// The folder with all its files.
    private let folder: StepInputs.File
    private let layout: OwnLayout

    /// Makes a data set of a folder's files.
    ///
    /// - Throws: ``DataFileProblem`` where they are none.
    init(_ folder: StepInputs.File) throws(DataFileProblem) {
        self.folder = folder
        layout = try OwnLayout(files: folder.files.map(\.name), name: folder.name)
    }
}

// MARK: Files

extension OwnDataset {
    /// Reads every file of a folder that belongs to its data set.
    ///
    /// - Parameter name: what the notebook calls the folder.
    static func read(_ path: String, name: String) throws -> StepInputs.File {
        let names = try names(in: path, name: name)
        let wanted = try OwnLayout(files: names, name: name).files
        var files: [StepInputs.File] = []
        var total = 0
        for file in wanted.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) {
            let data = try contents(of: path + "/" + file, name: name + "/" + file)
            total += data.count
            guard total <= limit else {
                throw DataFileProblem(name, "has more than the \(NumberText.bytes(limit)) that are read")
            }
            files.append(StepInputs.File(name: file, data: data))
        }
        return StepInputs.File(folder: name, files: files)
    }

    /// What is known before anything is read but names, labels and one image.
    struct Known {
        /// What is known of the images; not how many there are to train on.
        var facts: ImageFacts
        /// How many images of each class there are to train on, or in all.
        let classCounts: [Int]
        /// How many there are to test on; `nil` where they are not told apart.
        let testCount: Int?

        /// Whether test images are told apart.
        var hasTest: Bool { testCount != nil }

        /// How many images there are.
        ///
        /// - Parameter split: the share of each class kept for testing, where they are not told apart.
        func counts(split: Double?) -> ImageCounts {
            let all = classCounts.reduce(0, +)
            if let testCount { return ImageCounts(train: all, test: testCount) }
            let kept = classCounts.map { OwnDataset.keptCount(of: $0, by: split ?? 0) }.reduce(0, +)
            return ImageCounts(train: all - kept, test: kept)
        }
    }

    /// Finds out what is known of a folder.
    static func known(_ path: String, name: String) throws -> Known {
        let layout = try OwnLayout(files: names(in: path, name: name), name: name)
        let shape: [Int]
        switch layout.train {
        case .files(let files):
            guard let first = files.first?.file else { throw DataFileProblem(name, "has no images") }
            let image = try image(
                contents(of: path + "/" + first, name: name + "/" + first), name: name + "/" + first)
            shape = [1, image.height, image.width]
        case .idx(let images, _):
            let data = try contents(of: path + "/" + images, name: name + "/" + images)
            shape = [1] + (try IDXFile.dimensions(of: data, rank: 3, name: name + "/" + images)).dropFirst()
        }
        func labels(_ part: OwnLayout.Part) throws -> [Int] {
            switch part {
            case .files(let files): files.map(\.label)
            case .idx(_, let file):
                try IDXFile(contents(of: path + "/" + file, name: name + "/" + file), rank: 1, name: file)
                    .elements.map(Int.init)
            }
        }
        let (train, test) = (try labels(layout.train), try layout.test.map(labels))
        let classes = layout.classes?.count ?? Set(train + (test ?? [])).count
        return Known(
            facts: ImageFacts(shape: Shape(shape), classes: classes, normalization: .unscaled),
            classCounts: Dictionary(grouping: train) { $0 }.values.map(\.count).sorted(),
            testCount: test?.count)
    }

    private static func names(in path: String, name: String) throws -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder else {
            throw DataFileProblem(name, "is no folder")
        }
        return try FileManager.default.subpathsOfDirectory(atPath: path).filter { file in
            // A link may lead anywhere; what is read lies in the folder itself.
            let type = try? FileManager.default.attributesOfItem(atPath: path + "/" + file)[.type]
            return type as? FileAttributeType == .typeRegular
        }
    }

    private static func image(_ file: Data, name: String) throws -> GreyImage {
        do {
            return try GreyImage(decoding: file)
        } catch {
            throw DataFileProblem(name, error.description)
        }
    }

    private static func contents(of path: String, name: String) throws -> Data {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard size ?? 0 <= limit else {
            throw DataFileProblem(name, "has more than the \(NumberText.bytes(limit)) that are read")
        }
        do {
            return try Data(contentsOf: URL(filePath: path))
        } catch {
            throw DataFileProblem(name, "cannot be read: \(error)")
        }
    }

    /// The labels of all parts in MNIST's format, each once, ascending: the classes.
    private static func classes(of layout: OwnLayout, reading: (String) throws -> Data) throws -> [UInt8] {
        var labels: Set<UInt8> = []
        for case .idx(_, let file)? in [layout.train, layout.test] {
            labels.formUnion(try IDXFile(reading(file), rank: 1, name: file).elements)
        }
        return labels.sorted()
    }
}

extension OwnLayout {
    /// All files that belong to the data set.
    fileprivate var files: [String] {
        [train, test].compactMap(\.self).flatMap { part in
            switch part {
            case .files(let files): files.map(\.file)
            case .idx(let images, let labels): [images, labels]
            }
        }
    }
}

// MARK: Images

extension OwnDataset {
    /// Images of one size with a label each.
    private struct Images {
        var width = 0
        var height = 0
        var samples = Data()
        var labels = Data()

        /// Some of them, in their order.
        func taking(_ indices: [Int]) -> Images {
            var taken = Images(width: width, height: height)
            let size = width * height
            for index in indices {
                let start = samples.startIndex + index * size
                taken.samples.append(samples[start..<start + size])
                taken.labels.append(labels[labels.startIndex + index])
            }
            return taken
        }
    }

    /// Decodes everything.
    ///
    /// - Throws: ``DataFileProblem`` where a file is damaged or does not fit the others, `CancellationError`.
    func dataset(_ choices: Choices, in context: StepContext) throws -> Dataset {
        let data = Dictionary(folder.files.map { ($0.name, $0.data) }) { first, _ in first }
        let classes = try layout.classes ?? Self.classes(of: layout) { data[$0] ?? Data() }.map(String.init)
        func images(_ part: OwnLayout.Part) throws -> Images {
            switch part {
            case .files(let files): try decoded(files, data, choices, context)
            case .idx(let images, let labels): try unpacked(images, labels, data, classes, choices)
            }
        }
        var train = try images(layout.train)
        let test: Images
        if let part = layout.test {
            test = try images(part)
            guard test.width == train.width, test.height == train.height else {
                throw DataFileProblem(
                    folder.name,
                    "has test images of \(test.width) × \(test.height) pixels, but of \(train.width) × \(train.height) to train on"
                )
            }
        } else {
            let (kept, rest) = Self.split(train.labels, by: choices.split ?? 0, seed: choices.seed)
            guard !kept.isEmpty, !rest.isEmpty else {
                throw DataFileProblem(folder.name, "has too few images to keep a share of them for testing")
            }
            test = train.taking(kept)
            train = train.taking(rest)
        }
        // Files in MNIST's format hold ink, as MNIST's do.
        let isPicture: Bool? = layout.classes != nil && !choices.isInverted ? true : nil
        func examples(_ images: Images, _ part: String) -> Examples {
            Examples(
                record: Examples.Record(
                    dataset: folder.name, part: part, shape: Shape([1, images.height, images.width]),
                    classes: classes, normalization: nil, isPicture: isPicture), images: Blob(images.samples),
                labels: Blob(images.labels))
        }
        return Dataset(train: examples(train, "training"), test: examples(test, "test"))
    }

    private func decoded(
        _ files: [(file: String, label: Int)], _ data: [String: Data], _ choices: Choices,
        _ context: StepContext
    ) throws -> Images {
        var images = Images()
        for (index, (file, label)) in files.enumerated() {
            if index % 100 == 0 {
                try context.checkCancellation()
                context.report(Progress("reading images", fraction: Double(index) / Double(files.count)))
            }
            let name = folder.name + "/" + file
            let image = try Self.image(data[file] ?? Data(), name: name)
            if index == 0 { (images.width, images.height) = (image.width, image.height) }
            guard image.width == images.width, image.height == images.height else {
                throw DataFileProblem(
                    name,
                    "has \(image.width) × \(image.height) pixels, but '\(files[0].file)' \(images.width) × \(images.height); all must be of one size"
                )
            }
            guard (images.labels.count + 1) * image.samples.count <= Self.limit else {
                throw DataFileProblem(folder.name, "has more pixels than are read")
            }
            images.samples.append(choices.isInverted ? Data(image.samples.map { 255 - $0 }) : image.samples)
            images.labels.append(UInt8(label))
        }
        return images
    }

    private func unpacked(
        _ imageFile: String, _ labelFile: String, _ data: [String: Data], _ classes: [String],
        _ choices: Choices
    ) throws -> Images {
        let images = try IDXFile(data[imageFile] ?? Data(), rank: 3, name: folder.name + "/" + imageFile)
        let labels = try IDXFile(data[labelFile] ?? Data(), rank: 1, name: folder.name + "/" + labelFile)
        guard images.dimensions[0] == labels.dimensions[0] else {
            throw DataFileProblem(
                folder.name + "/" + labelFile,
                "has \(labels.dimensions[0]) labels for the \(images.dimensions[0]) images of '\(imageFile)'")
        }
        let places = Dictionary(uniqueKeysWithValues: zip(classes, 0...).map { ($0, UInt8($1)) })
        return Images(
            width: images.dimensions[2], height: images.dimensions[1],
            samples: choices.isInverted ? Data(images.elements.map { 255 - $0 }) : Data(images.elements),
            labels: Data(labels.elements.map { places[String($0)] ?? 0 }))
    }

    /// How many of a class's images are kept for testing: a share, at least one image where there are two.
    private static func keptCount(of count: Int, by share: Double) -> Int {
        count == 0 ? 0 : min(max(1, Int((share * Double(count)).rounded())), count - 1)
    }

    /// Which images are kept for testing and which are not: of each class the same share, at least one image where it has
    /// two, drawn by the seed.
    private static func split(_ labels: Data, by share: Double, seed: UInt64) -> (kept: [Int], rest: [Int]) {
        var kept: [Int] = []
        for label in Set(labels).sorted() {
            let places = labels.enumerated().filter { $0.element == label }.map(\.offset)
            let count = keptCount(of: places.count, by: share)
            let order = RandomStream(seed: seed, stream: "split \(label)").permutation(of: places.count)
            kept += order.prefix(count).map { places[$0] }
        }
        let isKept = Set(kept)
        return (kept.sorted(), labels.indices.map { $0 - labels.startIndex }.filter { !isKept.contains($0) })
    }
}
