import FoundationEssentials
import NeuralNet
import Workflow

/// A published data set's images as files of their own, `cifar-10/train/CLASS` and `cifar-10/test/CLASS`, where a data
/// folder has them in place of the archive's files.
extension PublishedSource {
    /// The image files in the first data folder that has some; `nil` if none has, or the notebook gives hashes of the
    /// published files. A folder of that name with neither training nor test images is something else.
    ///
    /// - Throws: if they are not a data set, or cannot be read.
    func pictures(for call: Call<Load.Parameters>, in context: StepContext) throws -> StepInputs? {
        guard publication.archive != nil, call.sha256 == nil else { return nil }
        for folder in context.dataDirectories {
            guard Self.hasParts(folder + "/" + publication.name) else { continue }
            let found = try OwnDataset.read(publication.name, in: ReadableFiles(in: folder))
            let hasValidation = try OwnDataset(found.folder).layout.validation != nil
            let unread =
                "Not read of '\(publication.name)': its validation images, for \(publication.title) has training and test images alone."
            return StepInputs(
                files: [found.folder], choices: ["reading": .integer(found.version)],
                notices: found.notices + [
                    Notice(
                        "These are not the published \(publication.title) files: the images are those of the folder '\(publication.name)', a file each, whose bytes and order are others."
                    )
                ] + (hasValidation ? [Notice(unread)] : []))
        }
        return nil
    }

    /// The maximum number of folders that each hold only the next one.
    private static let deepestWrapping = 8

    /// Whether there is a folder with one of training or test images, or another that wraps one, as from an archive.
    private static func hasParts(_ path: String) -> Bool {
        var path = path
        for _ in 0..<deepestWrapping {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            let folders = names.filter { name in
                var isFolder = false
                return !name.hasPrefix(".")
                    && FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
                    && isFolder
            }
            if folders.contains(where: OwnLayout.isForTrainingOrTest) { return true }
            guard folders.count == 1 else { return false }
            path += "/" + folders[0]
        }
        return false
    }

    /// Decodes the image files, in colour.
    ///
    /// - Throws: ``StepFailure`` if they have another shape, classes of their own, or are too few.
    func load(
        _ call: Call<Load.Parameters>, fromPictures folder: StepInputs.File, in context: StepContext
    ) throws -> LoadedDataset {
        let images = try OwnDataset(folder)
        guard images.layout.test != nil else {
            throw StepFailure(
                "'\(folder.name)' has no test images: put them into '\(folder.name)/test/CLASS', beside '\(folder.name)/train/CLASS'"
            )
        }
        let form = ImageForm(channels: publication.shape.dimensions[0] == 1 ? .grey : .colour)
        let loaded = try images.load(OwnDataset.Choices(form: form), in: context)
        return LoadedDataset(
            dataset: Dataset(
                train: try examples(loaded.dataset.train, .training, folder.name, limit: call.train),
                test: try examples(loaded.dataset.test, .test, folder.name, limit: call.test)),
            notices: loaded.notices)
    }

    /// The first images of a part, with the publication's labels.
    private func examples(
        _ own: Examples, _ part: ImageCounts.Part, _ folder: String, limit: Int?
    ) throws -> Examples {
        guard own.record.shape == publication.shape else {
            throw StepFailure(
                "'\(folder)' has images of \(own.record.shape), and those of \(publication.title) are \(publication.shape)"
            )
        }
        let places = own.record.classes.map { publication.classes.firstIndex(of: $0) }
        if let other = zip(own.record.classes, places).first(where: { $0.1 == nil })?.0 {
            throw StepFailure(
                "'\(folder)' has the class '\(other)', which \(publication.title) does not have: its classes are \(publication.classes.joined(separator: ", "))"
            )
        }
        let labels = try own.labels.data()
        let count = limit ?? labels.count
        guard count <= labels.count else {
            throw StepFailure(ImageCounts.problem(count, of: labels.count, part, in: "'\(folder)'"))
        }
        return Examples(
            record: Examples.Record(
                dataset: publication.title, part: part.rawValue, shape: publication.shape,
                classes: publication.classes, normalization: nil, content: publication.format.content,
                isFramed: publication.isFramed ? nil : false),
            images: Blob(try own.images.data().prefix(count * publication.shape.count)),
            labels: Blob(Data(labels.prefix(count).map { UInt8(places[Int($0)] ?? 0) })))
    }
}
