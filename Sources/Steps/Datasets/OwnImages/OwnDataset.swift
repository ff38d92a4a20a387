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
        /// The form of image files.
        var form = ImageForm.asStored
        /// The publication whose images they are to be; `nil` for images of the user's own.
        var publication: Publication?
    }

    /// The folder and all its files.
    let folder: StepInputs.File
    let layout: OwnLayout

    /// Makes a data set of some of a folder's files.
    init(_ folder: StepInputs.File, _ layout: OwnLayout) {
        self.folder = folder
        self.layout = layout
    }

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
    private static let imageFileVersion = 6

    /// A data set's files, and notices on the files that are not read.
    struct Found {
        let folder: StepInputs.File
        let layout: OwnLayout
        /// Changes whenever the same files give a different data set.
        let version: Int
        let notices: [Notice]
    }

    /// Reads every file of a folder that belongs to its data set.
    ///
    /// - Parameters:
    ///   - name: the folder's name in the notebook.
    ///   - readable: the files that the notebook may read.
    ///   - check: checks the files' names before any is read.
    ///   - report: receives the progress, and may end it with an error.
    static func read(
        _ name: String, in readable: ReadableFiles, checking check: (OwnLayout) throws -> Void = { _ in },
        reportingTo report: (Progress) throws -> Void
    ) throws -> Found {
        let folder = try OwnFolder(name, in: readable, reportingTo: report)
        try check(folder.layout)
        var total = 0
        let names = folder.layout.files
        let folders = OpenFolders()
        let files = try names.enumerated().map { place, file in
            if place % 100 == 0 {
                try report(Progress("reading files", fraction: Double(place) / Double(names.count)))
            }
            let data = try folder.contents(of: file, through: folders)
            total += data.count
            // All files are held in memory, so the limit is checked after each.
            guard total <= OwnFolder.limit else { throw folder.tooLarge }
            return StepInputs.File(name: file, data: data)
        }
        return Found(
            folder: StepInputs.File(folder: name, files: files), layout: folder.layout,
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
        let channels = try self.channels(contents, choices, context)
        func images(_ part: OwnLayout.Part) throws -> OwnImages {
            switch part {
            case .images(let files): return try decoded(files, contents, choices, channels, context)
            case .data(let files, let format):
                let samples = try format.images(in: dataFiles(files, contents))
                try SampleLimit.check(
                    samples.labels.count, of: samples.shape, in: folder.name + "/" + (files.first ?? ""))
                return OwnImages(samples, classes: labels, isInverted: choices.isInverted)
            }
        }
        let train = try images(layout.train)
        let content = choices.isInverted ? .ink : layout.format?.content ?? train.survey.content(of: channels)
        func otherImages(_ part: OwnLayout.Part, _ name: String) throws -> OwnImages {
            let others = try images(part)
            guard others.shape == train.shape else {
                throw DataFileProblem(
                    folder.name, Self.differentSizes(name, others.shape, train: train.shape))
            }
            return others
        }
        let parts = OwnParts(
            train: train,
            validation: try layout.validation.map { try otherImages($0, Dataset.validationName) },
            test: try layout.test.map { try otherImages($0, ImageCounts.Part.test.rawValue) },
            classes: layout.classes ?? labels.map(String.init), content: content,
            areOfDataFiles: layout.format != nil)
        return LoadedDataset(
            dataset: try parts.dataset(named: folder.name, choices),
            notices: Losses(
                dataset: folder.name, count: parts.all.map(\.labels.count).reduce(0, +),
                coloured: parts.all.map(\.coloured).reduce(0, +), channels: channels,
                areChosen: choices.form.channels != nil,
                shallow: parts.all.map(\.shallow).reduce(0, +),
                wasInk: choices.isInverted && train.survey.content == .ink
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
