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

    /// Raised whenever the same files give another data set: of MNIST's format, and of image files.
    private static let versions = (idx: 1, files: 3)

    /// The folder with all its files.
    private let folder: StepInputs.File
    private let layout: OwnLayout

    /// Makes a data set of a folder's files.
    ///
    /// - Throws: ``DataFileProblem`` where they are none.
    init(_ folder: StepInputs.File) throws(DataFileProblem) {
        self.folder = folder
        let first = folder.files.first?.data.prefix(FileKind.prefixLength) ?? Data()
        layout = try OwnLayout(
            files: folder.files.map(\.name), arePictures: FileKind(ofFileThatBegins: first) == .picture,
            name: folder.name)
    }
}

// MARK: Files

extension OwnDataset {
    /// A data set's files, and what the reader must know of what is not among them.
    struct Found {
        let folder: StepInputs.File
        /// Changes whenever the same files give another data set.
        let version: Int
        let notices: [Notice]
    }

    /// Reads every file of a folder that belongs to its data set.
    ///
    /// - Parameters:
    ///   - name: what the notebook calls the folder.
    ///   - readable: the files that the notebook may read.
    static func read(_ name: String, in readable: ReadableFiles) throws -> Found {
        let folder = try OwnFolder(name, in: readable)
        var total = 0
        let files = try folder.layout.files.map { file in
            let data = try folder.contents(of: file)
            total += data.count
            // All of them lie in memory, so that is asked of each and not in the end.
            guard total <= OwnFolder.limit else { throw folder.tooLarge }
            return StepInputs.File(name: file, data: data)
        }
        return Found(
            folder: StepInputs.File(folder: name, files: files),
            version: folder.layout.classes == nil ? versions.idx : versions.files, notices: folder.notices)
    }

    private static func image(_ file: Data, name: String) throws -> GreyImage.Decoded {
        do {
            return try GreyImage.decoding(file)
        } catch {
            throw DataFileProblem(name, error.description)
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

// MARK: Images

extension OwnDataset {
    /// Images of one size with a label each.
    private struct Images {
        var width = 0
        var height = 0
        var samples = Data()
        var labels = Data()
        /// How many of the files are coloured.
        var coloured = 0
        /// How many of the files lost levels of grey.
        var shallow = 0
        /// What was seen of the files as they are.
        var survey = InkSurvey()

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

        /// The first of them.
        private var first: [GreyImage] {
            let size = width * height
            return (0..<min(labels.count, 200)).map { index in
                let start = samples.startIndex + index * size
                return GreyImage(width: width, height: height, samples: samples[start..<start + size])
            }
        }

        /// Whether most of the first of them are set into their frame as MNIST's are.
        var areFramed: Bool {
            let frame = DigitFrame(width: width, height: height)
            return 4 * first.count(where: frame.holds) >= 3 * min(labels.count, 200)
        }

        /// The frame that most of the first of them are set into, with digits of any size; `nil` for none.
        var frame: DigitFrame? { DigitFrame(ofMost: first) }
    }

    /// A data set, and what the reader must know of it.
    struct Made {
        let dataset: Dataset
        let notices: [Notice]
    }

    /// Decodes everything.
    ///
    /// - Throws: ``DataFileProblem`` where a file is damaged or does not fit the others, `CancellationError`.
    func dataset(_ choices: Choices, in context: StepContext) throws -> Made {
        let data = Dictionary(folder.files.map { (Array($0.name.utf8), $0.data) }) { first, _ in first }
        let classes =
            try layout.classes ?? Self.classes(of: layout) { data[Array($0.utf8)] ?? Data() }.map(String.init)
        func images(_ part: OwnLayout.Part) throws -> Images {
            switch part {
            case .files(let files): try decoded(files, data, choices, context)
            case .idx(let images, let labels): try unpacked(images, labels, data, classes, choices)
            }
        }
        var train = try images(layout.train)
        // Files in MNIST's format hold ink, as MNIST's do; image files do where they look so.
        let isPicture = layout.classes != nil && !choices.isInverted && !train.survey.isInk
        let wasInk = choices.isInverted && train.survey.isInk
        var (coloured, shallow) = (train.coloured, train.shallow)
        let test: Images
        if let part = layout.test {
            test = try images(part)
            coloured += test.coloured
            shallow += test.shallow
            guard test.width == train.width, test.height == train.height else {
                throw DataFileProblem(
                    folder.name,
                    Self.differentSizes(test: [test.height, test.width], train: [train.height, train.width]))
            }
        } else {
            let (kept, rest) = Self.split(train.labels, by: choices.split ?? 0, seed: choices.seed)
            guard !kept.isEmpty, !rest.isEmpty else {
                throw DataFileProblem(folder.name, "has too few images to keep a share of them for testing")
            }
            test = train.taking(kept)
            train = train.taking(rest)
        }
        let frame = layout.classes == nil || isPicture ? nil : train.frame
        let isFramed = isPicture || (layout.classes == nil ? train.areFramed : frame != nil)
        func examples(_ images: Images, _ part: String) -> Examples {
            Examples(
                record: Examples.Record(
                    dataset: folder.name, part: part, shape: Shape([1, images.height, images.width]),
                    classes: classes, normalization: nil, isPicture: isPicture ? true : nil,
                    isFramed: isFramed ? nil : false, digitSize: frame?.ownDigitSize),
                images: Blob(images.samples), labels: Blob(images.labels))
        }
        return Made(
            dataset: Dataset(train: examples(train, "training"), test: examples(test, "test")),
            notices: Losses(
                dataset: folder.name, count: train.labels.count + test.labels.count, coloured: coloured,
                shallow: shallow, wasInk: wasInk
            ).notices)
    }

    private func decoded(
        _ files: [(file: String, label: Int)], _ data: [[UInt8]: Data], _ choices: Choices,
        _ context: StepContext
    ) throws -> Images {
        var images = Images()
        for (index, (file, label)) in files.enumerated() {
            if index % 100 == 0 {
                try context.checkCancellation()
                context.report(Progress("reading images", fraction: Double(index) / Double(files.count)))
            }
            let name = folder.name + "/" + file
            let decoded = try Self.image(data[Array(file.utf8)] ?? Data(), name: name)
            let image = decoded.image
            if index == 0 { (images.width, images.height) = (image.width, image.height) }
            guard image.width == images.width, image.height == images.height else {
                throw DataFileProblem(
                    name,
                    "has \(image.width) × \(image.height) pixels, but '\(files[0].file)' \(images.width) × \(images.height); all must be of one size"
                )
            }
            guard (images.labels.count + 1) * image.samples.count <= OwnFolder.limit else {
                throw DataFileProblem(folder.name, "has more pixels than are read")
            }
            images.samples.append(choices.isInverted ? Data(image.samples.map { 255 - $0 }) : image.samples)
            images.labels.append(UInt8(label))
            if decoded.hadColours { images.coloured += 1 }
            if decoded.lostDepth { images.shallow += 1 }
            images.survey.look(at: image, hadColours: decoded.hadColours)
        }
        return images
    }

    private func unpacked(
        _ imageFile: String, _ labelFile: String, _ data: [[UInt8]: Data], _ classes: [String],
        _ choices: Choices
    ) throws -> Images {
        let images = try IDXFile(
            data[Array(imageFile.utf8)] ?? Data(), rank: 3, name: folder.name + "/" + imageFile)
        let labels = try IDXFile(
            data[Array(labelFile.utf8)] ?? Data(), rank: 1, name: folder.name + "/" + labelFile)
        guard images.dimensions[0] == labels.dimensions[0] else {
            throw DataFileProblem(
                folder.name + "/" + labelFile,
                "has \(labels.dimensions[0]) labels for the \(images.dimensions[0]) images of '\(imageFile)'")
        }
        var places = [UInt8](repeating: 0, count: OwnLayout.mostClasses)
        for (place, label) in classes.compactMap(UInt8.init).enumerated() {
            places[Int(label)] = UInt8(place)
        }
        return Images(
            width: images.dimensions[2], height: images.dimensions[1],
            samples: choices.isInverted ? Data(images.elements.map { 255 - $0 }) : Data(images.elements),
            labels: Data(labels.elements.map { places[Int($0)] }))
    }

    /// How many of a class's images are kept for testing: a share, at least one image where there are two.
    static func keptCount(of count: Int, by share: Double) -> Int {
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
