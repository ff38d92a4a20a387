import FoundationEssentials
import Images
import NeuralNet
import Workflow

/// A data set of the user's own: a folder with a subfolder of images for each class, or with files of many images.
struct OwnDataset {
    /// The options of reading it.
    struct Choices {
        /// The share of each class kept for testing, 0..<1; `nil` if there are test images already.
        var split: Double?
        /// Whether to invert dark on light to light on dark.
        var isInverted = false
        /// The seed of the split.
        var seed: UInt64 = 0
    }

    /// The folder and all its files.
    let folder: StepInputs.File
    let layout: OwnLayout

    /// Makes a data set of a folder's files.
    ///
    /// - Throws: ``DataFileProblem`` if they are not a data set.
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
    /// Raised whenever the same image files give a different data set.
    private static let imageFileVersion = 3

    /// A data set's files, and notices on the files that are not read.
    struct Found {
        let folder: StepInputs.File
        /// Changes whenever the same files give a different data set.
        let version: Int
        let notices: [Notice]
    }

    /// Reads every file of a folder that belongs to its data set.
    ///
    /// - Parameters:
    ///   - name: the folder's name in the notebook.
    ///   - readable: the files that the notebook may read.
    static func read(_ name: String, in readable: ReadableFiles) throws -> Found {
        let folder = try OwnFolder(name, in: readable)
        var total = 0
        let files = try folder.layout.files.map { file in
            let data = try folder.contents(of: file)
            total += data.count
            // All files are held in memory, so the limit is checked after each.
            guard total <= OwnFolder.limit else { throw folder.tooLarge }
            return StepInputs.File(name: file, data: data)
        }
        return Found(
            folder: StepInputs.File(folder: name, files: files),
            version: folder.layout.format?.version ?? imageFileVersion, notices: folder.notices)
    }
}

// MARK: Images

extension OwnDataset {
    /// Decodes everything.
    ///
    /// - Throws: ``DataFileProblem`` if a file is damaged or does not match the others, `CancellationError`.
    func load(_ choices: Choices, in context: StepContext) throws -> LoadedDataset {
        let data = Dictionary(folder.files.map { (Array($0.name.utf8), $0.data) }) { first, _ in first }
        func contents(_ file: String) -> Data { data[Array(file.utf8)] ?? Data() }
        let labels = layout.classes == nil ? try self.labels(contents) : []
        func images(_ part: OwnLayout.Part) throws -> OwnImages {
            switch part {
            case .images(let files): try decoded(files, contents, choices, context)
            case .data(let files, let format):
                try OwnImages(
                    format.images(in: dataFiles(files, contents)), classes: labels,
                    isInverted: choices.isInverted)
            }
        }
        var train = try images(layout.train)
        let content = choices.isInverted ? .ink : layout.format?.content ?? train.survey.content
        let wasInk = choices.isInverted && train.survey.content == .ink
        var (coloured, shallow) = (train.coloured, train.shallow)
        let test: OwnImages
        if let part = layout.test {
            test = try images(part)
            coloured += test.coloured
            shallow += test.shallow
            guard test.shape == train.shape else {
                throw DataFileProblem(folder.name, Self.differentSizes(test: test.shape, train: train.shape))
            }
        } else {
            let (kept, rest) = Self.split(train.labels, by: choices.split ?? 0, seed: choices.seed)
            guard !kept.isEmpty, !rest.isEmpty else {
                throw DataFileProblem(folder.name, "has too few images to keep a share of them for testing")
            }
            test = train.taking(kept)
            train = train.taking(rest)
        }
        let frame = layout.format != nil || content == .picture ? nil : train.frame
        let isFramed = content == .picture || (layout.format != nil ? train.areFramed : frame != nil)
        func examples(_ images: OwnImages, _ part: ImageCounts.Part) -> Examples {
            Examples(
                record: Examples.Record(
                    dataset: folder.name, part: part.rawValue, shape: images.shape,
                    classes: layout.classes ?? labels.map(String.init), normalization: nil, content: content,
                    isFramed: isFramed ? nil : false, digitSize: frame?.ownDigitSize),
                images: Blob(images.samples), labels: Blob(images.labels))
        }
        return LoadedDataset(
            dataset: Dataset(train: examples(train, .training), test: examples(test, .test)),
            notices: Losses(
                dataset: folder.name, count: train.labels.count + test.labels.count, coloured: coloured,
                shallow: shallow, wasInk: wasInk
            ).notices)
    }

    /// The distinct labels of all parts, ascending: the classes of data files.
    private func labels(_ contents: (String) -> Data) throws -> [UInt8] {
        var labels: Set<UInt8> = []
        for case .data(let files, let format)? in [layout.train, layout.test] {
            labels.formUnion(try format.labels(in: dataFiles(files, contents)))
        }
        return labels.sorted()
    }

    private func dataFiles(_ files: [String], _ contents: (String) -> Data) -> [DataFile] {
        files.map { DataFile(name: $0, in: folder.name, data: contents($0)) }
    }
}
