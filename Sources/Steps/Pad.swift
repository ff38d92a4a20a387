import Figures
import FoundationEssentials
import NeuralNet
import Workflow

/// Puts a drawing pad into the report, or a place for pictures if the network was trained on pictures.
struct Pad: Step {
    let version = 4
    let dependence: StepDependence = [.arithmetic]
    let declaration = Declaration<Parameters>(
        "pad",
        "Puts a drawing pad into the report, or a place for pictures if the network was trained on pictures, in colour or grey, and not on ink: the network, with weights of 8 bits, or of 16 if it is small, classifies in the page itself what is there.",
        result: .nothing,
        example: "pad(model, on: data.test)")

    struct Parameters: ParameterList {
        let model: Parameter<Model>
        let on: Parameter<LabelledImages?>
        let checks: Parameter<Int>
        let title: Parameter<String?>

        init(declaring parameters: inout ParameterDeclarations) {
            model = parameters.positional("model", "the trained network")
            on = parameters.labelled(
                "on",
                "images on which the page compares its results with the engine's when it is opened, for a data set its test images; nil for digits that stepbook draws, if the network takes grey images of 28×28"
            )
            checks = parameters.labelled(
                "checks", default: 20, limits: .range(1...1000), unit: "images",
                "the number of images to compare on, the first ones")
            title = parameters.labelled("title", affectsResult: false, "the title of the pad")
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        if let architecture = call.model.facts[NetworkFacts.self]?.architecture,
            let problem = DrawingPad.problem(with: architecture)
        {
            throw problem.planned(about: call.model)
        }
        guard let network = call.model.facts[ImageFacts.self] else { return Facts() }
        if let problem = DrawingPad.problem(with: network.shape) { throw problem.planned(about: call.model) }
        if call.on.isNil, network.shape != BuiltinDigits.shape {
            throw PlanningProblem(id: "on", Self.lackOfImages(of: network.shape), about: call.model)
        }
        if let images = call.on.facts[ImageFacts.self], let problem = network.shapeProblem(with: images) {
            throw problem.planned(about: call.on)
        }
        return Facts()
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let model = call.model
        let shape = model.record.architecture.input
        if let problem = DrawingPad.problem(with: shape) { throw problem.failure }
        let pad = try DrawingPad(
            of: model, comparedBy: Self.images(for: call, shape), threads: context.threads)
        return StepResult(figures: [Figure(pad)])
    }

    /// The images on which the page compares its results.
    private static func images(for call: Call<Parameters>, _ shape: Shape) throws -> Data {
        let count = call.checks
        if let examples = call.on?.examples(of: \.test) {
            let network = ImageFacts(of: call.model.record)
            if let problem = network.shapeProblem(with: ImageFacts(of: examples.record)) {
                throw problem.failure
            }
            return Data(try examples.images.data().prefix(count * shape.count))
        }
        guard shape == BuiltinDigits.shape else {
            throw StepFailure(lackOfImages(of: shape))
        }
        return Data(BuiltinDigits(seed: 0, part: .test).images(0..<count).pixels)
    }

    private static func lackOfImages(of shape: Shape) -> String {
        "name images of \(shape) to compare by: pad(model, on: …)"
    }

    func present(_ result: StepResult, of call: Call<Parameters>) -> StepResult { result.titled(call.title) }
}
