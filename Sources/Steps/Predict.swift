import Figures
import FoundationEssentials
import Images
import NeuralNet
import Workflow

/// Classifies pictures of the user's own with a network.
struct Predict: Step {
    let version = 8
    let dependence: StepDependence = [.arithmetic]
    let declaration = Declaration<Parameters>(
        "predict",
        "Classifies pictures of your own with a network, and shows each picture, the network's input and the probabilities.",
        result: Predictions.valueType,
        example: #"predict(model, images: "my-digits")"#)

    struct Parameters: ParameterList {
        let model: Parameter<Model>
        let images: Parameter<PicturePaths>
        let find: Parameter<HandwrittenPicture.Subject>
        let prepare: Parameter<PictureReader.Preparation?>
        let count: Parameter<Int>
        let title: Parameter<String?>

        init(declaring parameters: inout ParameterDeclarations) {
            model = parameters.positional("model", "the trained network")
            images = parameters.labelled(
                "images", path: .read,
                "a picture (PNG, JPEG or PGM), a folder of pictures, subfolders included, or several of them"
            )
            find = parameters.labelled(
                "find", default: .digit,
                "the content of each picture: one digit, or several that are located and read in reading order"
            )
            prepare = parameters.labelled(
                "prepare",
                "the preprocessing of pictures: handwriting is located, centred and sized as in MNIST, or the picture is scaled; nil for what fits the network's training images, with no preprocessing for a picture that is like them already; pictures for a network of colours are always scaled"
            )
            count = parameters.labelled(
                "count", default: 60, limits: .range(1...1000), unit: "pictures",
                "the maximum number of pictures to show; all are classified")
            title = parameters.labelled(
                "title", affectsResult: false, "the title of the figure")
        }
    }

    /// Paths of pictures: a file or a folder, or several.
    enum PicturePaths: ArgumentValue {
        case one(String)
        case several([String])

        static var valueType: ValueType { .either([String.valueType, [String].valueType]) }

        init?(argument: Value) {
            if let path = String(argument: argument) {
                self = .one(path)
            } else if let paths = [String](argument: argument) {
                self = .several(paths)
            } else {
                return nil
            }
        }

        /// The paths, with the element's index if an array is given.
        var all: [(element: Int?, name: String)] {
            switch self {
            case .one(let path): [(nil, path)]
            case .several(let paths): paths.enumerated().map { ($0.offset, $0.element) }
            }
        }
    }

    /// The maximum number of pictures in one call.
    private static let mostPictures = 10_000

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        if call.find.value == .digits, case .scale?? = call.prepare.value {
            throw PlanningProblem(
                id: "prepare", "digits that are found are not scaled pictures", about: call.prepare,
                label: "leave 'prepare' out")
        }
        if call.images.value?.all.isEmpty == true {
            throw PlanningProblem(id: "images", "there are no pictures to read", about: call.images)
        }
        try checkPictures(call)
        if let shape = call.model.facts[ImageFacts.self]?.shape { try check(shape, of: call) }
        return Facts()
    }

    /// Finds networks that take other images than pictures, and handwriting that is looked for in colours.
    private func check(_ shape: Shape, of call: PlannedCall<Parameters>) throws(PlanningProblem) {
        guard let channels = ImageChannels(of: shape) else {
            throw PictureReader.problem(with: shape).planned(about: call.model)
        }
        guard channels == .colour else { return }
        let words = "the network takes pictures in colour, \(PictureReader.handwritingIsGrey)"
        if call.find.value == .digits {
            throw PlanningProblem(id: "find", words, about: call.find, label: "leave 'find' out")
        }
        if case .digit?? = call.prepare.value {
            throw PlanningProblem(id: "prepare", words, about: call.prepare, label: "leave 'prepare' out")
        }
    }

    /// Finds pictures that cannot be read, as far as possible without decoding large ones.
    private func checkPictures(_ call: PlannedCall<Parameters>) throws(PlanningProblem) {
        var inspection = PictureInspection()
        var place: Int?
        for (element, name) in call.images.value?.all ?? [] {
            do {
                for (file, name) in try PictureFiles(name, in: call.files).files {
                    inspection.look(at: file, name: name)
                }
            } catch {
                throw PlanningProblem(id: "images", error.words, about: call.images, element: element)
            }
            if place == nil, !inspection.damages.isEmpty { place = element }
        }
        guard let first = inspection.damages.first else { return }
        let count = inspection.damages.count
        throw PlanningProblem(
            id: "images", count == 1 ? first : "\(count) pictures cannot be read", about: call.images,
            element: place, notes: count == 1 ? [] : inspection.told)
    }

    func findInputs(_ call: Call<Parameters>, in context: StepContext) throws -> StepInputs {
        var files: [StepInputs.File] = []
        var total = 0
        var notices: [Notice] = []
        for (_, name) in call.images.all {
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
        // Handling of colours and 16-bit samples was added without changing the keys of pictures that have neither.
        let areGrey = files.allSatisfy { GreyImage.storesEightBitGrey($0.data) }
        return StepInputs(
            files: files, choices: areGrey ? [:] : ["reading": .integer(2)], notices: notices)
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let model = call.model
        let reader = try PictureReader(
            model, Self.choices(call), classifier: model.classifier(threads: context.threads))
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
        let predictions = try reader.read(pictures) { share in
            try context.checkCancellation()
            context.report(Progress("classifying", fraction: share))
        }
        let sheet = try PredictionSheet(
            of: predictions, files: inputs.files.map(\.data), count: call.count
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
            LackedColours.sentence(pictures.count(where: \.lacksColours), of: pictures.count, one: one),
            LostDepth.sentence(pictures.count(where: \.lostDepth), of: pictures.count, "pictures", one: one),
        ].compactMap(\.self)
        return sentences.map { Notice($0) }
    }

    private static func choices(_ call: Call<Parameters>) -> PictureReader.Choices {
        let usual = call.find == .digits ? .digit : PictureReader.usualPreparation(for: call.model)
        return PictureReader.Choices(
            preparation: call.prepare ?? usual, isAsked: call.prepare != nil, subject: call.find)
    }

    func present(_ result: StepResult, of call: Call<Parameters>) -> StepResult { result.titled(call.title) }
}
