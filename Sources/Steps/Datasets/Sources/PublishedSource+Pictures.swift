import FoundationEssentials
import NeuralNet
import Workflow

/// Images in folders in place of a published data set's files.
extension PublishedSource {
    private var pictureSet: PublishedPictures { PublishedPictures(publication: publication) }

    /// The image files in the first data folder that has some; `nil` if none has, or the notebook gives hashes of the
    /// published files.
    ///
    /// - Throws: if they are not the data set's, or cannot be read.
    func pictures(for call: Call<Load.Parameters>, in context: StepContext) throws -> StepInputs? {
        guard let folder = pictureSet.folder(among: context.dataDirectories, wantedHashes: call.sha256) else {
            return nil
        }
        let found = try OwnDataset.read(
            publication.name, in: ReadableFiles(in: folder), checking: pictureSet.check,
            reportingTo: {
                try context.checkCancellation()
                context.report($0)
            })
        let unread =
            "Not read of '\(publication.name)': its validation images, for \(publication.title) has training and test images alone."
        return StepInputs(
            files: [found.folder],
            choices: [
                "reading": .integer(found.version), "pictures": .integer(PublishedPictures.version),
            ],
            notices: found.notices + [
                Notice(
                    "These are not the published \(publication.title) files: the images are those of the folder '\(publication.name)', a file each, whose bytes and order are others."
                )
            ] + (found.layout.validation == nil ? [] : [Notice(unread)])
                + ClassTurns.notices(
                    on: found.layout, of: publication.name, train: call.train, test: call.test))
    }

    /// Whether a data folder has image files for a call.
    func hasPictures(for call: PlannedCall<Load.Parameters>) -> Bool {
        guard call.sha256.isNil else { return false }
        return pictureSet.folder(among: call.context.dataDirectories ?? [], wantedHashes: nil) != nil
    }

    /// Checks the image files in the first data folder that has some, before anything runs: their classes by the names of
    /// all, and the images themselves of those that the call takes.
    ///
    /// - Returns: the numbers of images; `nil` if there are none.
    func checkPictures(for call: PlannedCall<Load.Parameters>) throws(PlanningProblem) -> ImageCounts? {
        guard case let train? = call.train.value, case let test? = call.test.value,
            let folder = pictureSet.folder(
                among: call.context.dataDirectories ?? [], wantedHashes: nil)
        else { return nil }
        let context = call.context
        let counts: ImageCounts
        let files: OwnFolder
        let layout: OwnLayout
        do {
            files = try OwnFolder(publication.name, in: ReadableFiles(in: folder)) { context.report($0) }
            try pictureSet.check(files.layout)
            counts = pictureSet.counts(of: files.layout)
            layout = pictureSet.taken(train: train, test: test, of: files.layout)
        } catch {
            throw PlanningProblem(id: "data", error.reason, about: call.name)
        }
        try call.check(against: counts, of: "'\(publication.name)'")
        do {
            try files.check(layout, for: publication) { context.report($0) }
        } catch let faults as ImageFaults {
            throw PlanningProblem(
                id: "data", faults.summary, about: call.name,
                notes: faults.notes)
        } catch {
            throw PlanningProblem(id: "data", error.reason, about: call.name)
        }
        return counts
    }

    /// Decodes the image files that the call takes.
    ///
    /// - Throws: ``StepFailure`` if they have classes of their own, or are too few, ``DataFileProblem`` if one is
    ///   damaged or has another shape.
    func load(
        _ call: Call<Load.Parameters>, fromPictures folder: StepInputs.File, in context: StepContext
    ) throws -> LoadedDataset {
        let layout = try OwnDataset(folder).layout
        try pictureSet.check(layout)
        let images = OwnDataset(folder, try pictureSet.taken(call, of: layout))
        var choices = OwnDataset.Choices(form: pictureSet.form)
        choices.publication = publication
        let loaded = try images.load(choices, in: context)
        return LoadedDataset(
            dataset: Dataset(
                train: try examples(loaded.dataset.train, .training),
                test: try examples(loaded.dataset.test, .test)),
            notices: loaded.notices)
    }

    /// The images of a part with the publication's labels.
    private func examples(_ own: Examples, _ part: ImageCounts.Part) throws -> Examples {
        let places = own.record.classes.map { publication.classes.firstIndex(of: $0) ?? 0 }
        return Examples(
            record: Examples.Record(
                dataset: publication.title, part: part.rawValue, shape: publication.shape,
                classes: publication.classes, normalization: nil, content: publication.format.content,
                isFramed: publication.isFramed ? nil : false),
            images: own.images, labels: Blob(Data(try own.labels.data().map { UInt8(places[Int($0)]) })))
    }
}
