import Figures
import FoundationEssentials
import NeuralNet
import Workflow

/// Puts a drawing pad into the report.
struct Pad: Step {
    let version = 1
    let dependence: StepDependence = [.arithmetic]
    let signature = Signature(
        "pad",
        "Puts a drawing pad into the report: the network, with weights of 8 bits, reads what is drawn, in the page itself.",
        parameters: [
            .positional("model", .artifact("Model"), "the trained network"),
            Parameter(
                "on", .optional(.either([.artifact("Examples"), .artifact("Dataset")])), default: .nothing,
                "images by which the page compares itself with the engine when it is opened, of a data set its test images; nil for digits that stepbook draws"
            ),
            Parameter(
                "checks", .integer, default: .integer(20), limits: .range(1...1000), unit: "images",
                "how many images the page compares itself by, the first ones"),
            Parameter(
                "title", .optional(.string), default: .nothing, affectsResult: false,
                "what stands over the pad"),
        ], result: .nothing)

    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        if let shape = ImageFacts(call.facts["model"])?.shape, let problem = DrawingPad.problem(with: shape) {
            throw PlanningProblem(id: "shape", problem, parameter: "model")
        }
        if let network = ImageFacts(call.facts["model"])?.shape,
            let images = ImageFacts(call.facts["on"])?.shape,
            network != images
        {
            throw PlanningProblem(
                id: "shape", "the network takes images of \(network), but these are \(images)",
                parameter: "on")
        }
        return Facts()
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let model: Model = call.artifact("model")
        let shape = model.record.architecture.input
        if let problem = DrawingPad.problem(with: shape) { throw StepFailure(problem) }
        let pad = try DrawingPad(
            of: model, comparedBy: Self.images(for: call, shape), threads: context.threads)
        return StepResult(figures: [Figure(pad)])
    }

    /// The images that the page compares itself by.
    private static func images(for call: StepCall, _ shape: Shape) throws -> Data {
        let count = call.integer("checks")
        if call.value("on") != .nothing {
            let examples = call.examples("on", part: \.test)
            guard examples.record.shape == shape else {
                throw StepFailure(
                    "the network takes images of \(shape), but these are \(examples.record.shape)")
            }
            return Data(try examples.images.data().prefix(count * shape.count))
        }
        guard shape == PublishedImages.shape else {
            throw StepFailure("name images of \(shape) to compare by: pad(model, on: …)")
        }
        return Data(BuiltinDigits(seed: 0, part: .test).images(0..<count).pixels)
    }

    func present(_ result: StepResult, of call: StepCall) -> StepResult {
        var result = result
        result.figures = result.figures.map { $0.titled(call.optionalString("title")) }
        return result
    }
}
