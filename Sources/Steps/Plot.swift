import Figures
import Workflow

/// Draws what it is given.
struct Plot: Step {
    let version = 5
    let signature = Signature(
        "plot",
        "Draws sample images, a training's curves, a confusion matrix, the images told wrong, or a network layer by layer.",
        parameters: [
            .positional(
                "thing",
                .either(
                    [Dataset.type, Examples.type, History.type, Confusion.type, Mistakes.type, Model.type].map
                    {
                        .artifact($0.name)
                    }), "what is drawn; of a data set, its training images"),
            Parameter(
                "count", .integer, default: .integer(24), limits: .range(1...1000), unit: "images",
                "how many images are shown at most; of a confusion matrix, behind its numbers"),
            Parameter(
                "title", .optional(.string), default: .nothing, affectsResult: false,
                "what stands over the figure"),
        ], result: .nothing)

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        guard case .artifact(let stored) = call.value("thing") else {
            preconditionFailure("'thing' is no artifact")
        }
        let count = call.integer("count")
        let figure: Figure =
            switch stored.artifact {
            case let history as History: .lineChart(LineChart(of: history.history))
            case let confusion as Confusion: .confusionMatrix(try confusion.matrix(imageCount: count))
            case let mistakes as Mistakes: .imageGrid(try ImageGrid(of: mistakes, count: count))
            case let model as Model: .network(NetworkDiagram(of: model.record.architecture))
            default:
                .imageGrid(
                    try ImageGrid(of: call.examples("thing", part: \.train), count: count))
            }
        return StepResult(figures: [figure])
    }

    func present(_ result: StepResult, of call: StepCall) -> StepResult {
        var result = result
        result.figures = result.figures.map { $0.titled(call.optionalString("title")) }
        return result
    }
}
