import FoundationEssentials
import NeuralNet
import Workflow

/// Loads a data set.
struct Load: Step {
    let version = 1
    let mnist: MNISTPublication
    let signature = Signature(
        "load", "Loads a data set of labelled images.",
        parameters: [
            .positional(
                "name", .string,
                "\"mnist\", or \"builtin\" for digits that stepbook draws itself and that need no network"),
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
        if case .string(let name)? = call.values["name"], !["mnist", "builtin"].contains(name) {
            throw PlanningProblem(
                id: "unknown-data-set", "unknown data set \"\(name)\"", parameter: "name",
                notes: ["there are \"mnist\" and \"builtin\""], accepted: ["mnist", "builtin"])
        }
        if case .string(let name)? = call.values["fallback"], name != "builtin" {
            throw PlanningProblem(
                id: "unknown-data-set", "unknown data set \"\(name)\"", parameter: "fallback",
                notes: ["the only fallback is \"builtin\""], accepted: ["builtin"])
        }
        return ImageFacts(
            shape: MNIST.shape, classes: MNIST.classes.count, normalization: .unscaled
        ).facts
    }

    func findInputs(_ call: StepCall, in context: StepContext) throws -> StepInputs {
        guard call.string("name") == "mnist" else {
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
            inputs.files.isEmpty
            ? try builtin(call, in: context)
            : try mnist(inputs.files, call)
        return StepResult(value: .artifact(try StoredArtifact(dataset)))
    }

    private func mnist(_ files: [StepInputs.File], _ call: StepCall) throws -> Dataset {
        func part(_ name: String, _ images: StepInputs.File, _ labels: StepInputs.File, limit: Int?) throws
            -> Examples
        {
            let (record, pixels, classes) = try MNIST.examples(
                images: images, labels: labels, part: name, dataset: "MNIST")
            let count = min(limit ?? classes.count, classes.count)
            guard count > 0 else { throw DataFileProblem(images.name, "has no images") }
            return Examples(
                record: record, images: Blob(pixels.prefix(count * record.shape.count)),
                labels: Blob(classes.prefix(count)))
        }
        return Dataset(
            train: try part("training", files[0], files[1], limit: call.optionalInteger("train")),
            test: try part("test", files[2], files[3], limit: call.optionalInteger("test")))
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
