import FoundationEssentials
import NeuralNet
import Workflow

/// A published data set, from local or downloaded files.
struct PublishedSource: DatasetSource {
    let publication: Publication

    /// The fallback for digits that are not available, if the call allows it.
    private let fallback = BuiltinSource()

    init(_ publication: Publication) { self.publication = publication }

    func findInputs(_ call: Call<Load.Parameters>, in context: StepContext) throws -> StepInputs {
        do {
            let found = try PublicationFinder(
                publication: publication, wantedHashes: call.sha256, context: context
            ).find()
            // Characters and clothes are framed differently from digits, and so are pictures for their networks.
            return StepInputs(
                files: found.files, choices: publication.isFramed ? [:] : ["framed": .boolean(false)],
                notices: found.notices)
        } catch let missing as DataSetMissing {
            if let pictures = try pictures(for: call, in: context) { return pictures }
            guard call.fallback == BuiltinSource.name else { throw missing }
            let title = publication.title
            guard context.mayDownload || publication.mirrors.isEmpty else {
                throw StepFailure(
                    "\(title) would be fetched, or built-in digits drawn where it cannot be had")
            }
            return StepInputs(
                choices: try fallback.findInputs(call, in: context).choices,
                notices: [
                    Notice(
                        "\(title) could not be had, so this run uses the built-in digits, which stepbook draws itself: "
                            + "its figures say nothing about \(title). "
                            + context.dataDirectories.map { "'\($0)' does not have its files. " }.joined()
                            + missing.advice)
                ])
        }
    }

    func load(
        _ call: Call<Load.Parameters>, from inputs: StepInputs, in context: StepContext
    ) throws -> LoadedDataset {
        guard let first = inputs.files.first else {
            return try fallback.load(call, from: inputs, in: context)
        }
        if !first.files.isEmpty { return try load(call, fromPictures: first, in: context) }
        let files = try publication.dataFiles(of: inputs.files, areWanted: call.sha256 != nil)
        let count = publication.trainFiles.count
        return LoadedDataset(
            dataset: Dataset(
                train: try examples(.training, in: Array(files.prefix(count)), limit: call.train),
                test: try examples(.test, in: Array(files.dropFirst(count)), limit: call.test)))
    }

    /// The first images of a part.
    private func examples(
        _ part: ImageCounts.Part, in files: [DataFile], limit: Int?
    ) throws -> Examples {
        let images = try publication.format.images(in: files)
        try publication.check(images.shape, Data(images.labels), of: files)
        let (name, all) = (files.first?.shownName ?? "", images.labels.count)
        try SampleLimit.check(all, of: images.shape, in: name)
        let count = limit ?? all
        guard count <= all else {
            throw StepFailure(ImageCounts.problem(count, of: all, part, in: "'\(name)'"))
        }
        return Examples(
            record: Examples.Record(
                dataset: publication.title, part: part.rawValue, shape: images.shape,
                classes: publication.classes, normalization: nil, content: publication.format.content,
                isFramed: publication.isFramed ? nil : false),
            images: Blob(images.samples.prefix(count * images.shape.count)),
            labels: Blob(images.labels.prefix(count)))
    }
}
