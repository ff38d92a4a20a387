import FoundationEssentials
import NeuralNet
import Workflow

/// Concatenates two data sets with the same classes and image size.
///
/// The images of the second follow those of the first; training and validation draw from both at random.
struct Join: Step {
    let version = 4
    let declaration = Declaration<Parameters>(
        "join",
        "Concatenates two data sets with the same classes and image size, training, validation and test images.",
        result: Dataset.valueType,
        example: #"let digits = join(load("mnist"), load("builtin", styles: .more))"#)

    struct Parameters: ParameterList {
        let first: Parameter<Dataset>
        let second: Parameter<Dataset>

        init(declaring parameters: inout ParameterDeclarations) {
            first = parameters.positional("first", "a data set as loaded")
            second = parameters.positional("second", "a data set as loaded, with the same classes")
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        for argument in [call.first, call.second] {
            if let problem = argument.facts[ImageFacts.self].flatMap(Self.change) {
                throw problem.planned(about: argument)
            }
        }
        guard var first = call.first.facts[ImageFacts.self], let second = call.second.facts[ImageFacts.self]
        else { return Facts() }
        if let problem = Difference(first, second).problem {
            let advice = first.shape == second.shape ? nil : second.advice(toJoin: first)
            throw PlanningProblem(
                id: problem.id, problem.message, about: call.second, notes: advice.map { [$0] } ?? [])
        }
        if let own = first.trainingCount, let other = second.trainingCount {
            let count = Self.sum(own, other)
            if let problem = SampleLimit.problem(count, of: first.shape, "training") {
                throw PlanningProblem(id: "too-many-images", problem, about: nil, notes: [Self.advice])
            }
            first.trainingCount = count
        } else {
            first.trainingCount = nil
        }
        if first.content == nil { first.content = second.content }
        first.hasValidation = first.hasValidation || second.hasValidation
        first.sources.formUnion(second.sources)
        return Facts(first)
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let (first, second) = (call.first, call.second)
        let facts = [first, second].map { ImageFacts(of: $0.train.record) }
        if let problem = facts.compactMap(Self.change).first { throw StepFailure(problem.message) }
        if let problem = Difference(facts[0], facts[1]).problem { throw StepFailure(problem.message) }
        let validations = [first.validation, second.validation].compactMap(\.self)
        let pairs = [(first.train, second.train), (first.test, second.test)]
        for (own, other) in pairs + (validations.count == 2 ? [(validations[0], validations[1])] : []) {
            let count = Self.sum(own.labels.count, other.labels.count)
            if let problem = SampleLimit.problem(count, of: own.record.shape, own.record.part) {
                throw StepFailure("\(problem): \(Self.advice)")
            }
        }
        let joined = Dataset(
            train: try Self.joined(first.train, second.train),
            validation: try validations.count == 2
                ? Self.joined(validations[0], validations[1]) : validations.first,
            test: try Self.joined(first.test, second.test))
        return StepResult(
            value: .artifact(try StoredArtifact(joined)),
            notices: try Self.notices(first.train.record, second.train.record)
                + Self.notices(onTestImagesOf: first, amongTrainingImagesOf: second)
                + Self.notices(onTestImagesOf: second, amongTrainingImagesOf: first))
    }

    /// What to do if there are too many images.
    private static let advice = "join fewer, or load fewer of each: 'load(\"builtin\", train: 1000)'"

    /// The sum of two numbers of images; `Int.max` on overflow.
    private static func sum(_ own: Int, _ other: Int) -> Int {
        let (sum, overflows) = own.addingReportingOverflow(other)
        return overflows ? .max : sum
    }

    /// Why images cannot be joined to any others; `nil` if they can.
    private static func change(of images: ImageFacts) -> ArgumentProblem? {
        images.changeProblem(for: "joined", notes: ["'normalize(join(a, b))' scales both the same"])
    }

    /// The longest name that is made of both data sets' names, in bytes: repeated joins would otherwise make it ever
    /// longer.
    private static let longestName = 200

    /// The name of two joined data sets.
    private static func name(_ own: String, _ other: String) -> String {
        guard own != other else { return own }
        let name = "\(own) and \(other)"
        return name.utf8.count <= longestName ? name : "several data sets"
    }

    /// The notice on two data sets whose digits have different sizes in their frames.
    private static func notices(_ first: Examples.Record, _ second: Examples.Record) -> [Notice] {
        guard first.isFramed != false, second.isFramed != false, first.digitSize != second.digitSize else {
            return []
        }
        return [
            Notice(
                "The digits of '\(first.dataset)' and of '\(second.dataset)' are not of one size in their frames, so a picture that the network is to read is set into it as MNIST's are: 20 of each 28 pixels."
            )
        ]
    }

    /// The notice that test images of one data set are trained on as those of the other.
    private static func notices(
        onTestImagesOf tested: Dataset, amongTrainingImagesOf trained: Dataset
    ) throws -> [Notice] {
        let count = try tested.test.imageCount(among: trained.train)
        guard count > 0 else { return [] }
        let all = tested.test.labels.count
        return [
            Notice(
                "Of the \(NumberText.grouped(all)) test images of '\(tested.test.record.dataset)', \(NumberText.grouped(count)) \(count == 1 ? "is" : "are") among the training images of '\(trained.train.record.dataset)', so what is measured on them says nothing of new images."
            )
        ]
    }

    private static func joined(_ first: Examples, _ second: Examples) throws -> Examples {
        let (own, other) = (first.record, second.record)
        return Examples(
            record: Examples.Record(
                dataset: Self.name(own.dataset, other.dataset),
                part: own.part, shape: own.shape, classes: own.classes, normalization: nil,
                content: own.content,
                isFramed: own.isFramed == false || other.isFramed == false ? false : nil,
                digitSize: own.digitSize == other.digitSize ? own.digitSize : nil),
            images: Blob(try first.images.data() + second.images.data()),
            labels: Blob(try first.labels.data() + second.labels.data()))
    }
}

extension Join {
    /// A difference that keeps two data sets from being joined.
    private struct Difference {
        /// The last part of the message's identifier and its words; `nil` if nothing differs.
        let problem: (id: String, message: String)?

        init(_ first: ImageFacts, _ second: ImageFacts) {
            if first.shape != second.shape {
                problem = ("shape", "images of \(second.shape) cannot be joined to images of \(first.shape)")
            } else if first.classes != second.classes {
                problem = (
                    "classes",
                    "a data set of \(second.classes) classes cannot be joined to one of \(first.classes)"
                )
            } else if first.classNames != second.classNames {
                problem = ("classes", Self.difference(first.classNames, second.classNames))
            } else if let own = first.content, let other = second.content, own != other {
                problem = (
                    "ink",
                    "\(Self.words(other)) cannot be joined to \(Self.words(own)); 'invert: true' of 'load' makes ink of pictures that are dark on light"
                )
            } else {
                problem = nil
            }
        }

        private static func words(_ content: ImageContent) -> String {
            switch content {
            case .ink: "ink (light on dark)"
            case .picture: "pictures"
            }
        }

        private static func difference(_ names: [String], _ others: [String]) -> String {
            for (place, (name, other)) in zip(names, others).enumerated() where name != other {
                return
                    "the classes are not the same: class \(place) is '\(other)' here and '\(name)' in the first"
            }
            return "the classes are not the same"
        }
    }
}
