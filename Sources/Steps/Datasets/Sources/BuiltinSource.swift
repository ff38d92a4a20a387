import FoundationEssentials
import Workflow

/// Digits that stepbook draws itself: any number, without files or a network connection.
struct BuiltinSource: DatasetSource {
    /// Their name in a notebook.
    static let name = "builtin"

    /// The default numbers of images.
    private static let counts = ImageCounts(train: 60_000, test: 10_000)

    func plan(_ call: PlannedCall<Load.Parameters>) throws(PlanningProblem) -> ImageFacts? {
        if call.sha256.hasValue {
            throw PlanningProblem(
                id: "sha256", "built-in digits are drawn, not read", about: call.sha256,
                label: "leave it out")
        }
        for (argument, part) in [(call.train, ImageCounts.Part.training), (call.test, .test)] {
            guard case let wanted?? = argument.value,
                let problem = SampleLimit.problem(wanted, of: BuiltinDigits.shape, part.rawValue)
            else { continue }
            throw PlanningProblem(id: "too-many-images", problem, about: argument)
        }
        return ImageFacts(
            shape: BuiltinDigits.shape, classes: BuiltinDigits.classes, content: .ink,
            trainingCount: call.trainingCount(among: Self.counts))
    }

    func findInputs(_ call: Call<Load.Parameters>, in context: StepContext) throws -> StepInputs {
        var choices: [String: Value] = [
            "drawing": .integer(BuiltinDigits.version), "seed": .string(String(context.seed)),
        ]
        // The usual digits keep the keys from before there were other styles.
        if call.styles != .usual { choices["styles"] = call.styles.literal }
        return StepInputs(choices: choices)
    }

    func load(
        _ call: Call<Load.Parameters>, from inputs: StepInputs, in context: StepContext
    ) throws -> LoadedDataset {
        func part(_ part: BuiltinDigits.Part, count: Int) throws -> Examples {
            let name = part.rawValue
            if let problem = SampleLimit.problem(count, of: BuiltinDigits.shape, name) {
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
                    dataset: "built-in digits", part: name, shape: BuiltinDigits.shape,
                    classes: BuiltinDigits.classes, normalization: nil),
                images: Blob(pixels), labels: Blob(labels))
        }
        return LoadedDataset(
            dataset: Dataset(
                train: try part(.training, count: call.train ?? Self.counts.train),
                test: try part(.test, count: call.test ?? Self.counts.test)))
    }
}
