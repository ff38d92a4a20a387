import Figures
import FoundationEssentials
import Images
import NeuralNet
import Workflow

/// Reads pictures of the user's own with a network.
struct Predict: Step {
    let version = 5
    let dependence: StepDependence = [.arithmetic]
    let signature = Signature(
        "predict",
        "Reads pictures of your own with a network, and shows of each the picture, what the network saw of it, and the probabilities.",
        parameters: [
            .positional("model", .artifact("Model"), "the trained network"),
            Parameter(
                "images", .either([.string, .array(.string)]), path: .read,
                "a picture (PNG, JPEG or PGM), a folder of pictures, also in folders in it, or several of them"
            ),
            Parameter(
                "find", .symbol(HandwrittenPicture.Subject.allCases.map(\.rawValue)),
                default: .symbol("digit"),
                "what is on each picture: one digit, or several that are found and read in reading order"),
            Parameter(
                "prepare", .optional(.symbol(PictureReader.Preparation.allCases.map(\.rawValue))),
                default: .nothing,
                "how a picture becomes what the network takes: handwriting is found and set into the frame as MNIST's is, or the picture is scaled; nil for what fits the images that the network was trained on, and nothing for a picture that is like them already"
            ),
            Parameter(
                "count", .integer, default: .integer(60), limits: .range(1...1000), unit: "pictures",
                "how many pictures are shown at most; all are read"),
            Parameter(
                "title", .optional(.string), default: .nothing, affectsResult: false,
                "what stands over the pictures"),
        ], result: .artifact("Predictions"))

    /// The most pictures of one call.
    private static let mostPictures = 10_000

    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        if call.values["find"] == .symbol("digits"), call.values["prepare"] == .symbol("scale") {
            throw PlanningProblem(
                id: "prepare", "digits that are found are not scaled pictures", parameter: "prepare",
                label: "leave 'prepare' out")
        }
        if case .array(let names)? = call.values["images"], names.isEmpty {
            throw PlanningProblem(id: "images", "there are no pictures to read", parameter: "images")
        }
        try checkPictures(call)
        if let shape = ImageFacts(call.facts["model"])?.shape, shape.dimensions.first != 1 {
            throw PlanningProblem(
                id: "shape", "the network takes images of \(shape), and pictures are read in grey alone",
                parameter: "model")
        }
        return Facts()
    }

    /// Finds the pictures that cannot be read, as far as that is told without decoding large ones.
    private func checkPictures(_ call: PlannedCall) throws(PlanningProblem) {
        let names: [(element: Int?, name: String)] =
            switch call.values["images"] {
            case .string(let name)?: [(nil, name)]
            case .array(let values)?: values.enumerated().map { ($0.offset, $0.element.text) }
            default: []
            }
        var inspection = PictureInspection()
        var place: Int?
        for (element, name) in names {
            do {
                for (file, name) in try PictureFiles(name, in: call.files).files {
                    inspection.look(at: file, name: name)
                }
            } catch {
                throw PlanningProblem(id: "images", error.words, parameter: "images", element: element)
            }
            if place == nil, !inspection.damages.isEmpty { place = element }
        }
        guard let first = inspection.damages.first else { return }
        let count = inspection.damages.count
        throw PlanningProblem(
            id: "images", count == 1 ? first : "\(count) pictures cannot be read", parameter: "images",
            element: place, notes: count == 1 ? [] : inspection.told)
    }

    func findInputs(_ call: StepCall, in context: StepContext) throws -> StepInputs {
        let names: [String] =
            switch call.value("images") {
            case .array(let values): values.map(\.text)
            case let value: [value.text]
            }
        var files: [StepInputs.File] = []
        var total = 0
        var notices: [Notice] = []
        for name in names {
            let found = try PictureFiles(name, in: context.files)
            notices += found.notices
            for (file, name) in found.files {
                let data: Data
                do throws(FileBytesProblem) {
                    data = try file.contents(limit: PictureFiles.limit)
                } catch {
                    throw StepFailure("'\(name)' \(error)")
                }
                total += data.count
                guard total <= PictureFiles.limit, files.count < Self.mostPictures else {
                    throw StepFailure(
                        "there are more than \(NumberText.grouped(Self.mostPictures)) pictures or \(NumberText.bytes(PictureFiles.limit)) to read"
                    )
                }
                files.append(StepInputs.File(name: name, data: data))
            }
        }
        // What is seen in colours, and told of sixteen bits, keeps the keys of pictures that have neither.
        let areGrey = files.allSatisfy { GreyImage.storesEightBitGrey($0.data) }
        return StepInputs(
            files: files, choices: areGrey ? [:] : ["reading": .integer(2)], notices: notices)
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let model: Model = call.artifact("model")
        let reader = try PictureReader(model, Self.choices(call, model), threads: context.threads)
        var pictures: [PictureReader.Prepared] = []
        var damages: [String] = []
        for (index, file) in inputs.files.enumerated() {
            try context.checkCancellation()
            context.report(
                Progress("reading pictures", fraction: Double(index) / Double(inputs.files.count)))
            do {
                pictures.append(
                    try reader.prepare(file.data, name: file.name) { try context.checkCancellation() })
            } catch let problem as ImageFileProblem {
                damages.append("'\(file.name)' \(problem)")
            }
        }
        guard damages.isEmpty else { throw StepFailure(damages.joined(separator: "; ")) }
        let predictions = try reader.read(pictures) { try context.checkCancellation() }
        let sheet = try PredictionSheet(
            of: predictions, files: inputs.files.map(\.data), count: call.integer("count")
        ) { try context.checkCancellation() }
        return StepResult(
            value: .artifact(try StoredArtifact(predictions)), figures: [Figure(sheet)],
            notices: Self.notices(of: pictures))
    }

    private static func notices(of pictures: [PictureReader.Prepared]) -> [Notice] {
        var sentences: [String] = []
        let blank = pictures.filter(\.candidates.isEmpty).map { "'\($0.name)'" }
        if !blank.isEmpty {
            let more = blank.count > 5 ? " and \(blank.count - 5) more" : ""
            sentences.append("No writing was found on \(blank.prefix(5).joined(separator: ", "))\(more).")
        }
        let one = pictures.first.map { "'\($0.name)'" }
        sentences += [
            LostColours.sentence(
                pictures.count(where: \.lostColours), of: pictures.count, "pictures", one: one),
            LostDepth.sentence(pictures.count(where: \.lostDepth), of: pictures.count, "pictures", one: one),
        ].compactMap(\.self)
        return sentences.map { Notice($0) }
    }

    private static func choices(_ call: StepCall, _ model: Model) -> PictureReader.Choices {
        let isSeveral = call.value("find") == .symbol("digits")
        var choices = PictureReader.Choices(
            preparation: isSeveral ? .digit : PictureReader.usualPreparation(for: model),
            subject: isSeveral ? .digits : .digit)
        if case .symbol(let name) = call.value("prepare") {
            choices.preparation = PictureReader.Preparation(rawValue: name) ?? .digit
            choices.isAsked = true
        }
        return choices
    }

    func present(_ result: StepResult, of call: StepCall) -> StepResult {
        var result = result
        result.figures = result.figures.map { $0.titled(call.optionalString("title")) }
        return result
    }
}
