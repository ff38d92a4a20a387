import FoundationEssentials
import NeuralNet
import Workflow

/// Loads a data set.
struct Load: Step {
    let version = 2
    let publications: [Publication]
    let signature = Signature(
        "load", "Loads a data set of labelled images.",
        parameters: [
            .positional(
                "name", .optional(.string), default: .nothing,
                "\"mnist\", \"fashion-mnist\", \"kmnist\", \"emnist-digits\", or \"builtin\" for digits that stepbook draws itself and that need no network"
            ),
            Parameter(
                "from", .optional(.string), default: .nothing, path: .read,
                "in place of a name a folder of one's own: with a folder of PNG, JPEG or PGM files for each class, whose colours become grey, or with files in MNIST's format"
            ),
            Parameter(
                "split", .optional(.float), default: .nothing, limits: .range(0.001...0.999),
                "the share of each class kept for testing, drawn by the seed, where the folder has no test images of its own"
            ),
            Parameter(
                "invert", .boolean, default: .boolean(false),
                "whether dark on light becomes light on dark, as MNIST's digits are, and is shown as ink; images that are light ink on an empty dark ground are ink without it; only with 'from'"
            ),
            Parameter(
                "fallback", .optional(.string), default: .nothing,
                "\"builtin\" to go on with built-in digits where a data set of digits cannot be had, with a notice"
            ),
            Parameter(
                "sha256", .optional(.array(.string)), default: .nothing, affectsResult: false,
                "the SHA-256 of the data set's four files, packed or not as they lie there: training images, training labels, test images, test labels; nil for those published, where these are known"
            ),
            Parameter(
                "train", .optional(.integer), default: .nothing, limits: .range(1...10_000_000),
                unit: "images",
                "how many training images are taken, the first ones; nil for all, or 60,000 built-in digits"),
            Parameter(
                "test", .optional(.integer), default: .nothing, limits: .range(1...10_000_000),
                unit: "images",
                "how many test images are taken, the first ones; nil for all, or 10,000 built-in digits"),
            Parameter(
                "styles", .symbol(BuiltinDigits.Styles.allCases.map(\.rawValue)),
                default: .symbol(BuiltinDigits.Styles.usual.rawValue), affectsResult: false,
                "how built-in digits are written: as MNIST's writers do, or also with a long flag at the 1 and a straight stem at the 9"
            ),
        ], result: .artifact("Dataset"))

    init(publications: [Publication]) { self.publications = publications }

    func publication(named name: String?) -> Publication? { publications.first { $0.name == name } }

    static let builtinName = "builtin"

    /// How many built-in digits there are where nothing else is said.
    static let builtinCounts = ImageCounts(train: 60_000, test: 10_000)

    func findInputs(_ call: StepCall, in context: StepContext) throws -> StepInputs {
        if let folder = call.optionalString("from") {
            let found = try OwnDataset.read(folder, in: context.files)
            var choices: [String: Value] = ["reading": .integer(found.version)]
            if call.optionalFloat("split") != nil { choices["seed"] = .string(String(context.seed)) }
            return StepInputs(files: [found.folder], choices: choices, notices: found.notices)
        }
        guard let publication = publication(named: call.optionalString("name")) else {
            return StepInputs(choices: Self.drawing(call, in: context))
        }
        do {
            let hashes = call.optionalArray("sha256")?.map(\.text)
            let found = try PublicationFinder(
                publication: publication, wantedHashes: hashes, context: context
            ).find()
            // Characters and clothes lie in their frame otherwise than digits; so does what is read with their networks.
            return StepInputs(
                files: found.files, choices: publication.showsDigits ? [:] : ["framed": .boolean(false)],
                notices: found.notices)
        } catch is DataSetMissing where call.optionalString("fallback") == Self.builtinName {
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
    private static func drawing(_ call: StepCall, in context: StepContext) -> [String: Value] {
        var choices: [String: Value] = [
            "drawing": .integer(BuiltinDigits.version), "seed": .string(String(context.seed)),
        ]
        // The usual digits keep the keys that they had before there were others.
        let styles = styles(of: call)
        if styles != .usual { choices["styles"] = .symbol(styles.rawValue) }
        return choices
    }

    private static func styles(of call: StepCall) -> BuiltinDigits.Styles {
        guard case .symbol(let name) = call.value("styles") else { return .usual }
        return BuiltinDigits.Styles(rawValue: name) ?? .usual
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        if call.optionalString("from") != nil { return try own(inputs.files[0], call, in: context) }
        let dataset =
            if let publication = publication(named: call.optionalString("name")),
                !inputs.files.isEmpty
            {
                try published(publication, inputs.files, call)
            } else {
                try builtin(call, in: context)
            }
        return StepResult(value: .artifact(try StoredArtifact(dataset)))
    }

    private func published(
        _ publication: Publication, _ files: [StepInputs.File], _ call: StepCall
    ) throws -> Dataset {
        func part(_ name: String, _ images: StepInputs.File, _ labels: StepInputs.File, limit: Int?) throws
            -> Examples
        {
            let (record, pixels, classes) = try PublishedImages.examples(
                images: images, labels: labels, part: name, of: publication)
            let count = limit ?? classes.count
            guard !classes.isEmpty else { throw DataFileProblem(images.name, "has no images") }
            guard count <= classes.count else {
                throw StepFailure(ImageCounts.problem(count, of: classes.count, name, in: "'\(images.name)'"))
            }
            return Examples(
                record: record, images: Blob(pixels.prefix(count * record.shape.count)),
                labels: Blob(classes.prefix(count)))
        }
        return Dataset(
            train: try part("training", files[0], files[1], limit: call.optionalInteger("train")),
            test: try part("test", files[2], files[3], limit: call.optionalInteger("test")))
    }

    private func own(
        _ folder: StepInputs.File, _ call: StepCall, in context: StepContext
    ) throws -> StepResult {
        let choices = OwnDataset.Choices(
            split: call.optionalFloat("split"), isInverted: call.boolean("invert"), seed: context.seed)
        let made = try OwnDataset(folder).dataset(choices, in: context)
        let dataset = made.dataset
        let counts = ImageCounts(
            train: dataset.train.labels.count, test: dataset.test.labels.count)
        for label in ["train", "test"] {
            guard let wanted = call.optionalInteger(label),
                let problem = counts.problem(with: wanted, label, of: "'\(folder.name)'")
            else { continue }
            throw StepFailure(problem)
        }
        let taken = Dataset(
            train: try dataset.train.first(call.optionalInteger("train")),
            test: try dataset.test.first(call.optionalInteger("test")))
        let classes = OwnDataset.notices(
            of: folder.name, classes: taken.train.record.classes,
            labels: (Set(try taken.train.labels.data()), Set(try taken.test.labels.data())))
        return StepResult(value: .artifact(try StoredArtifact(taken)), notices: made.notices + classes)
    }

    private func builtin(_ call: StepCall, in context: StepContext) throws -> Dataset {
        func part(_ name: String, _ part: BuiltinDigits.Part, count: Int) throws -> Examples {
            if let problem = SampleLimit.problem(count, of: PublishedImages.shape, name) {
                throw StepFailure(problem)
            }
            let digits = BuiltinDigits(seed: context.seed, part: part, styles: Self.styles(of: call))
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
                "training", .training, count: call.optionalInteger("train") ?? Self.builtinCounts.train),
            test: try part("test", .test, count: call.optionalInteger("test") ?? Self.builtinCounts.test))
    }
}
