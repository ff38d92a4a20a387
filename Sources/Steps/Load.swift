import FoundationEssentials
import NeuralNet
import Workflow

/// Loads a data set.
struct Load: Step {
    let version = 2
    let publications: [Publication]
    let declaration = Declaration<Parameters>(
        "load", "Loads a data set of labelled images.", result: Dataset.valueType)

    struct Parameters: ParameterList {
        let name: Parameter<String?>
        let from: Parameter<String?>
        let split: Parameter<Double?>
        let invert: Parameter<Bool>
        let fallback: Parameter<String?>
        let sha256: Parameter<[String]?>
        let train: Parameter<Int?>
        let test: Parameter<Int?>
        let styles: Parameter<BuiltinDigits.Styles>

        init(declaring parameters: inout ParameterDeclarations) {
            name = parameters.positional(
                "name",
                "\"mnist\", \"fashion-mnist\", \"kmnist\", \"emnist-digits\", or \"builtin\" for digits that stepbook draws itself and that need no network"
            )
            from = parameters.labelled(
                "from", path: .read,
                "in place of a name a folder of one's own: with a folder of PNG, JPEG or PGM files for each class, whose colours become grey, or with files in MNIST's format"
            )
            split = parameters.labelled(
                "split", limits: .range(0.001...0.999),
                "the share of each class kept for testing, drawn by the seed, where the folder has no test images of its own"
            )
            invert = parameters.labelled(
                "invert", default: false,
                "whether dark on light becomes light on dark, as MNIST's digits are, and is shown as ink; images that are light ink on an empty dark ground are ink without it; only with 'from'"
            )
            fallback = parameters.labelled(
                "fallback",
                "\"builtin\" to go on with built-in digits where a data set of digits cannot be had, with a notice"
            )
            sha256 = parameters.labelled(
                "sha256", affectsResult: false,
                "the SHA-256 of the data set's four files, packed or not as they lie there: training images, training labels, test images, test labels; nil for those published, where these are known"
            )
            train = parameters.labelled(
                "train", limits: .range(1...10_000_000), unit: "images",
                "how many training images are taken, the first ones; nil for all, or 60,000 built-in digits")
            test = parameters.labelled(
                "test", limits: .range(1...10_000_000), unit: "images",
                "how many test images are taken, the first ones; nil for all, or 10,000 built-in digits")
            styles = parameters.labelled(
                "styles", default: .usual, affectsResult: false,
                "how built-in digits are written: as MNIST's writers do, or also with a long flag at the 1 and a straight stem at the 9"
            )
        }
    }

    init(publications: [Publication]) { self.publications = publications }

    func publication(named name: String?) -> Publication? { publications.first { $0.name == name } }

    static let builtinName = "builtin"

    /// How many built-in digits there are where nothing else is said.
    static let builtinCounts = ImageCounts(train: 60_000, test: 10_000)

    func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs {
        if let folder = call.from {
            let found = try OwnDataset.read(folder, in: context.files)
            var choices: [String: Value] = ["reading": .integer(found.version)]
            if call.split != nil { choices["seed"] = .string(String(context.seed)) }
            return StepInputs(files: [found.folder], choices: choices, notices: found.notices)
        }
        guard let publication = publication(named: call.name) else {
            return StepInputs(choices: Self.drawing(call, in: context))
        }
        do {
            let found = try PublicationFinder(
                publication: publication, wantedHashes: call.sha256, context: context
            ).find()
            // Characters and clothes lie in their frame otherwise than digits; so does what is read with their networks.
            return StepInputs(
                files: found.files, choices: publication.showsDigits ? [:] : ["framed": .boolean(false)],
                notices: found.notices)
        } catch is DataSetMissing where call.fallback == Self.builtinName {
            let title = publication.title
            guard context.mayDownload || publication.mirrors.isEmpty else {
                throw StepFailure(
                    "\(title) would be fetched, or built-in digits drawn where it cannot be had")
            }
            return StepInputs(
                choices: Self.drawing(call, in: context),
                notices: [
                    Notice(
                        "\(title) could not be had, so this run uses the built-in digits, which stepbook draws itself: "
                            + "its figures say nothing about \(title). "
                            + context.dataDirectories.map { "'\($0)' does not have its files. " }.joined()
                            + DataSetMissing.advice)
                ])
        }
    }

    /// What built-in digits depend on beside their number; files do not depend on the seed.
    private static func drawing(_ call: Call<Parameters>, in context: StepContext) -> [String: Value] {
        var choices: [String: Value] = [
            "drawing": .integer(BuiltinDigits.version), "seed": .string(String(context.seed)),
        ]
        // The usual digits keep the keys that they had before there were others.
        if call.styles != .usual { choices["styles"] = call.styles.literal }
        return choices
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        if call.from != nil { return try own(inputs.files[0], call, in: context) }
        let dataset =
            if let publication = publication(named: call.name),
                !inputs.files.isEmpty
            {
                try published(publication, inputs.files, call)
            } else {
                try builtin(call, in: context)
            }
        return StepResult(value: .artifact(try StoredArtifact(dataset)))
    }

    private func published(
        _ publication: Publication, _ files: [StepInputs.File], _ call: Call<Parameters>
    ) throws -> Dataset {
        func part(
            _ part: ImageCounts.Part, _ images: StepInputs.File, _ labels: StepInputs.File, limit: Int?
        ) throws -> Examples {
            let (record, pixels, classes) = try PublishedImages.examples(
                images: images, labels: labels, part: part.rawValue, of: publication)
            let count = limit ?? classes.count
            guard !classes.isEmpty else { throw DataFileProblem(images.name, "has no images") }
            guard count <= classes.count else {
                throw StepFailure(ImageCounts.problem(count, of: classes.count, part, in: "'\(images.name)'"))
            }
            return Examples(
                record: record, images: Blob(pixels.prefix(count * record.shape.count)),
                labels: Blob(classes.prefix(count)))
        }
        return Dataset(
            train: try part(.training, files[0], files[1], limit: call.train),
            test: try part(.test, files[2], files[3], limit: call.test))
    }

    private func own(
        _ folder: StepInputs.File, _ call: Call<Parameters>, in context: StepContext
    ) throws -> StepResult {
        let choices = OwnDataset.Choices(
            split: call.split, isInverted: call.invert, seed: context.seed)
        let made = try OwnDataset(folder).dataset(choices, in: context)
        let dataset = made.dataset
        let counts = ImageCounts(
            train: dataset.train.labels.count, test: dataset.test.labels.count)
        for (wanted, part) in [(call.train, ImageCounts.Part.training), (call.test, .test)] {
            guard let wanted, let problem = counts.problem(with: wanted, part, of: "'\(folder.name)'") else {
                continue
            }
            throw StepFailure(problem)
        }
        let taken = Dataset(
            train: try dataset.train.first(call.train),
            test: try dataset.test.first(call.test))
        let classes = OwnDataset.notices(
            of: folder.name, classes: taken.train.record.classes,
            labels: (Set(try taken.train.labels.data()), Set(try taken.test.labels.data())))
        return StepResult(value: .artifact(try StoredArtifact(taken)), notices: made.notices + classes)
    }

    private func builtin(_ call: Call<Parameters>, in context: StepContext) throws -> Dataset {
        func part(_ name: String, _ part: BuiltinDigits.Part, count: Int) throws -> Examples {
            if let problem = SampleLimit.problem(count, of: PublishedImages.shape, name) {
                throw StepFailure(problem)
            }
            let digits = BuiltinDigits(seed: context.seed, part: part, styles: call.styles)
            var pixels = Data(capacity: count * BuiltinDigits.pixelCount)
            var labels = Data(capacity: count)
            for start in stride(from: 0, to: count, by: 5000) {
                try context.checkCancellation()
                context.report(Progress("drawing \(name) digits", fraction: Double(start) / Double(count)))
                let drawn = digits.images(start..<min(start + 5000, count))
                pixels.append(contentsOf: drawn.pixels)
                labels.append(contentsOf: drawn.labels)
            }
            return Examples(
                record: Examples.Record(
                    dataset: "built-in digits", part: name, shape: PublishedImages.shape,
                    classes: Publication.digits, normalization: nil), images: Blob(pixels),
                labels: Blob(labels))
        }
        return Dataset(
            train: try part(
                "training", .training, count: call.train ?? Self.builtinCounts.train),
            test: try part("test", .test, count: call.test ?? Self.builtinCounts.test))
    }
}
