import FoundationEssentials
import NeuralNet
import Workflow

/// Loads a data set.
struct Load: Step {
    let version = 2
    let mnist: MNISTPublication
    let signature = Signature(
        "load", "Loads a data set of labelled images.",
        parameters: [
            .positional(
                "name", .optional(.string), default: .nothing,
                "\"mnist\", or \"builtin\" for digits that stepbook draws itself and that need no network"),
            Parameter(
                "from", .optional(.string), default: .nothing, path: .read,
                "in place of a name a folder of one's own: with a folder of PNG, JPEG or PGM files for each class, or with files in MNIST's format"
            ),
            Parameter(
                "split", .optional(.float), default: .nothing, limits: .range(0.001...0.999),
                "the share of each class kept for testing, drawn by the seed, where the folder has no test images of its own"
            ),
            Parameter(
                "invert", .boolean, default: .boolean(false),
                "whether dark on light becomes light on dark, as MNIST's digits are, and is shown as ink; only with 'from'"
            ),
            Parameter(
                "fallback", .optional(.string), default: .nothing,
                "\"builtin\" to go on with built-in digits where the data set cannot be had, with a notice"),
            Parameter(
                "train", .optional(.integer), default: .nothing, limits: .range(1...10_000_000),
                unit: "images",
                "how many training images are taken, the first ones; nil for all, or 60,000 built-in digits"),
            Parameter(
                "test", .optional(.integer), default: .nothing, limits: .range(1...10_000_000),
                unit: "images",
                "how many test images are taken, the first ones; nil for all, or 10,000 built-in digits"),
        ], result: .artifact("Dataset"))

    init(mnist: MNISTPublication) { self.mnist = mnist }

    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        try checkSource(of: call)
        // Of a folder with a mistake nothing is known.
        guard let folder = call.values["from"] else { return Facts() }
        if case .string(let name) = folder { return try plan(call, from: name) }
        if case .string(let name)? = call.values["name"], !["mnist", "builtin"].contains(name) {
            throw PlanningProblem(
                id: "unknown-data-set", "unknown data set \"\(name)\"", parameter: "name",
                notes: [
                    "there are \"mnist\" and \"builtin\"; a folder of one's own is loaded by 'load(from: \"folder\")'"
                ], accepted: ["mnist", "builtin"])
        }
        if case .string(let name)? = call.values["fallback"], name != "builtin" {
            throw PlanningProblem(
                id: "unknown-data-set", "unknown data set \"\(name)\"", parameter: "fallback",
                notes: ["the only fallback is \"builtin\""], accepted: ["builtin"])
        }
        if call.values["name"] == .string("mnist") {
            try check(call, against: mnist.counts, of: "MNIST")
        }
        var known = ImageFacts(shape: MNIST.shape, classes: MNIST.classes.count, normalization: .unscaled)
        known.trainingCount = Self.trainingCount(of: call, among: mnist.counts.train)
        return known.facts
    }

    /// Finds out whether more images are asked for than there are.
    private func check(
        _ call: PlannedCall, against counts: ImageCounts, of dataset: String
    ) throws(PlanningProblem) {
        for label in ["train", "test"] {
            guard case .integer(let wanted)? = call.values[label],
                let problem = counts.problem(with: wanted, label, of: dataset)
            else { continue }
            throw PlanningProblem(
                id: "too-few-images", problem, parameter: label, label: "leave it out for all")
        }
    }

    /// How many training images a call gives that chooses among so many; `nil` where that is not known.
    private static func trainingCount(of call: PlannedCall, among all: Int) -> Int? {
        switch call.values["train"] {
        case .integer(let wanted)?: wanted
        case .nothing?: all
        default: nil
        }
    }

    /// Either a name or a folder, and nothing that the other one takes.
    private func checkSource(of call: PlannedCall) throws(PlanningProblem) {
        func isGiven(_ name: String) -> Bool { call.values[name].map { $0 != .nothing } ?? false }
        // What could not be understood was reported, and may be either.
        guard let name = call.values["name"], let folder = call.values["from"] else { return }
        if name == .nothing, folder == .nothing {
            throw PlanningProblem(
                id: "missing-argument", "'load' takes the name of a data set, or 'from:' with a folder",
                parameter: "",
                notes: ["'load(\"mnist\")' or 'load(from: \"folder\")'"])
        }
        if name != .nothing, folder != .nothing {
            throw PlanningProblem(
                id: "two-sources", "'load' takes the name of a data set or a folder, not both",
                parameter: "from")
        }
        if folder == .nothing {
            for label in ["split", "invert"] where isGiven(label) && call.values[label] != .boolean(false) {
                throw PlanningProblem(
                    id: "needs-folder", "'\(label)' goes with 'from:' alone", parameter: label)
            }
        } else if isGiven("fallback") {
            throw PlanningProblem(
                id: "needs-name", "'fallback' goes with the name of a data set", parameter: "fallback")
        }
    }

    private func plan(_ call: PlannedCall, from name: String) throws(PlanningProblem) -> Facts {
        var known: OwnDataset.Known
        do {
            known = try OwnDataset.known(call.files.path(of: name), name: name)
        } catch {
            throw PlanningProblem(id: "data", "\(error)", parameter: "from")
        }
        guard let split = call.values["split"] else { return known.facts.facts }
        if known.hasTest, split != .nothing {
            throw PlanningProblem(
                id: "split", "'\(name)' has test images of its own", parameter: "split",
                label: "leave 'split' out")
        }
        if !known.hasTest, split == .nothing {
            throw PlanningProblem(
                id: "split", "'\(name)' has no test images of its own", parameter: "from",
                notes: ["'split: 0.2' keeps a fifth of each class for testing"])
        }
        let counts = known.counts(split: split.number)
        try check(call, against: counts, of: "'\(name)'")
        known.facts.trainingCount = Self.trainingCount(of: call, among: counts.train)
        return known.facts.facts
    }

    func findInputs(_ call: StepCall, in context: StepContext) throws -> StepInputs {
        if let folder = call.optionalString("from") {
            return StepInputs(
                files: [try OwnDataset.read(context.files.path(of: folder), name: folder)],
                choices: call.optionalFloat("split") == nil ? [:] : ["seed": .string(String(context.seed))])
        }
        guard call.optionalString("name") == "mnist" else {
            return StepInputs(choices: Self.drawing(in: context))
        }
        do {
            let found = try MNISTFinder(publication: mnist, context: context).find()
            return StepInputs(files: found.files, notices: found.notices)
        } catch is DataSetMissing where call.optionalString("fallback") == "builtin" {
            guard context.mayDownload else {
                throw StepFailure("MNIST would be fetched, or built-in digits drawn where it cannot be had")
            }
            return StepInputs(
                choices: Self.drawing(in: context),
                notices: [
                    Notice(
                        "MNIST could not be had, so this run uses the built-in digits, which stepbook draws itself: "
                            + "its figures say nothing about MNIST. "
                            + context.dataDirectories.map { "'\($0)' does not have its files. " }.joined()
                            + DataSetMissing.advice)
                ])
        }
    }

    /// What built-in digits depend on beside their number; files do not depend on the seed.
    private static func drawing(in context: StepContext) -> [String: Value] {
        ["drawing": .integer(BuiltinDigits.version), "seed": .string(String(context.seed))]
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let dataset =
            if call.optionalString("from") != nil {
                try own(inputs.files[0], call, in: context)
            } else if inputs.files.isEmpty {
                try builtin(call, in: context)
            } else {
                try mnist(inputs.files, call)
            }
        return StepResult(value: .artifact(try StoredArtifact(dataset)))
    }

    private func mnist(_ files: [StepInputs.File], _ call: StepCall) throws -> Dataset {
        func part(_ name: String, _ images: StepInputs.File, _ labels: StepInputs.File, limit: Int?) throws
            -> Examples
        {
            let (record, pixels, classes) = try MNIST.examples(
                images: images, labels: labels, part: name, dataset: "MNIST")
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

    private func own(_ folder: StepInputs.File, _ call: StepCall, in context: StepContext) throws -> Dataset {
        let choices = OwnDataset.Choices(
            split: call.optionalFloat("split"), isInverted: call.boolean("invert"), seed: context.seed)
        let dataset = try OwnDataset(folder).dataset(choices, in: context)
        let counts = ImageCounts(
            train: dataset.train.labels.count, test: dataset.test.labels.count)
        for label in ["train", "test"] {
            guard let wanted = call.optionalInteger(label),
                let problem = counts.problem(with: wanted, label, of: "'\(folder.name)'")
            else { continue }
            throw StepFailure(problem)
        }
        return Dataset(
            train: try dataset.train.first(call.optionalInteger("train")),
            test: try dataset.test.first(call.optionalInteger("test")))
    }

    private func builtin(_ call: StepCall, in context: StepContext) throws -> Dataset {
        func part(_ name: String, _ part: BuiltinDigits.Part, count: Int) throws -> Examples {
            let digits = BuiltinDigits(seed: context.seed, part: part)
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
                    dataset: "built-in digits", part: name, shape: MNIST.shape, classes: MNIST.classes,
                    normalization: nil), images: Blob(pixels), labels: Blob(labels))
        }
        return Dataset(
            train: try part("training", .training, count: call.optionalInteger("train") ?? 60_000),
            test: try part("test", .test, count: call.optionalInteger("test") ?? 10_000))
    }
}
