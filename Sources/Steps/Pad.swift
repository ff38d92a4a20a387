import Figures
import FoundationEssentials
import NeuralNet
import Workflow

/// Puts a drawing pad into the report.
struct Pad: Step {
    let version = 1
    let dependence: StepDependence = [.arithmetic]
    let declaration = Declaration<Parameters>(
        "pad",
        "Puts a drawing pad into the report: the network, with weights of 8 bits, reads what is drawn, in the page itself.",
        result: .nothing)

    struct Parameters: ParameterList {
        let model: Parameter<Model>
        let on: Parameter<LabelledImages?>
        let checks: Parameter<Int>
        let title: Parameter<String?>

        init(declaring parameters: inout ParameterDeclarations) {
            model = parameters.positional("model", "the trained network")
            on = parameters.labelled(
                "on",
                "images by which the page compares itself with the engine when it is opened, of a data set its test images; nil for digits that stepbook draws"
            )
            checks = parameters.labelled(
                "checks", default: 20, limits: .range(1...1000), unit: "images",
                "how many images the page compares itself by, the first ones")
            title = parameters.labelled("title", affectsResult: false, "what stands over the pad")
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        let network = call.model.facts[ImageFacts.self]?.shape
        if let shape = network, let problem = DrawingPad.problem(with: shape) {
            throw PlanningProblem(id: "shape", problem, about: call.model)
        }
        if let network, let images = call.on.facts[ImageFacts.self]?.shape, network != images {
            throw PlanningProblem(
                id: "shape", "the network takes images of \(network), but these are \(images)",
                about: call.on)
        }
        return Facts()
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let model = call.model
        let shape = model.record.architecture.input
        if let problem = DrawingPad.problem(with: shape) { throw StepFailure(problem) }
        let pad = try DrawingPad(
            of: model, comparedBy: Self.images(for: call, shape), threads: context.threads)
        return StepResult(figures: [Figure(pad)])
    }

    /// The images that the page compares itself by.
    private static func images(for call: Call<Parameters>, _ shape: Shape) throws -> Data {
        let count = call.checks
        if let examples = call.on?.examples(of: \.test) {
            guard examples.record.shape == shape else {
                throw StepFailure(
                    "the network takes images of \(shape), but these are \(examples.record.shape)")
            }
            return Data(try examples.images.data().prefix(count * shape.count))
        }
        guard shape == BuiltinDigits.shape else {
            throw StepFailure("name images of \(shape) to compare by: pad(model, on: …)")
        }
        return Data(BuiltinDigits(seed: 0, part: .test).images(0..<count).pixels)
    }

    func present(_ result: StepResult, of call: Call<Parameters>) -> StepResult {
        var result = result
        result.figures = result.figures.map { $0.titled(call.title) }
        return result
    }
}
