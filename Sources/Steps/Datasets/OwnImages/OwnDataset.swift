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

    /// Raised whenever the same files give another data set.
    static let version = 1

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
        return Found(folder: StepInputs.File(folder: name, files: files), notices: folder.notices)
    }

    private static func image(_ file: Data, name: String) throws -> (image: GreyImage, hadColours: Bool) {
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

        /// Whether most of the first of them are set into their frame as MNIST's are.
        var areFramed: Bool? {
            let frame = DigitFrame(width: width, height: height)
            let size = width * height
            let looked = min(labels.count, 200)
            let framed = (0..<looked).count { index in
                let start = samples.startIndex + index * size
                return frame.holds(
                    GreyImage(width: width, height: height, samples: samples[start..<start + size]))
            }
            return 4 * framed >= 3 * looked ? nil : false
        }
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
        var coloured = train.coloured
        let test: Images
        if let part = layout.test {
            test = try images(part)
            coloured += test.coloured
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
        // Files in MNIST's format hold ink, as MNIST's do.
        let isPicture: Bool? = layout.classes != nil && !choices.isInverted ? true : nil
        let isFramed = isPicture == true ? nil : train.areFramed
        func examples(_ images: Images, _ part: String) -> Examples {
            Examples(
                record: Examples.Record(
                    dataset: folder.name, part: part, shape: Shape([1, images.height, images.width]),
                    classes: classes, normalization: nil, isPicture: isPicture, isFramed: isFramed),
                images: Blob(images.samples), labels: Blob(images.labels))
        }
        return Made(
            dataset: Dataset(train: examples(train, "training"), test: examples(test, "test")),
            notices: notices(
                coloured: coloured, count: train.labels.count + test.labels.count, classes: classes,
                labels: (Set(train.labels), Set(test.labels))))
    }

    /// What the images are told apart from what a reader may think they are.
    private func notices(
        coloured: Int, count: Int, classes: [String], labels: (train: Set<UInt8>, test: Set<UInt8>)
    ) -> [Notice] {
        var notices: [Notice] = []
        if let sentence = LostColours.sentence(coloured, of: count, "images of '\(folder.name)'") {
            notices.append(Notice(sentence))
        }
        func names(_ places: Set<UInt8>) -> String {
            let names = classes.indices.filter { places.contains(UInt8($0)) }.map { "'\(classes[$0])'" }
            let more = names.count - Self.classesTold
            return names.prefix(Self.classesTold).joined(separator: ", ")
                + (more > 0 ? " and \(more) more" : "")
        }
        let untrained = labels.test.subtracting(labels.train)
        if !untrained.isEmpty {
            notices.append(
                Notice(
                    "Of '\(folder.name)' no network can learn \(names(untrained)): there are images of it to test on, and none to train on."
                ))
        }
        let untested = labels.train.subtracting(labels.test)
        if !untested.isEmpty {
            notices.append(
                Notice("Of '\(folder.name)' nothing is measured on \(names(untested)): it has no test image.")
            )
        }
        return notices
    }

    /// How many classes a notice names.
    private static let classesTold = 10

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
            let (image, hadColours) = try Self.image(data[Array(file.utf8)] ?? Data(), name: name)
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
            if hadColours { images.coloured += 1 }
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
