import Figures
import Workflow

/// Draws what it is given.
struct Plot: Step {
    let version = 6
    let declaration = Declaration<Parameters>(
        "plot",
        "Draws sample images, a training's curves, a confusion matrix, misclassified images, or a network layer by layer.",
        result: .nothing)

    struct Parameters: ParameterList {
        let thing: Parameter<DrawnThing>
        let count: Parameter<Int>
        let curves: Parameter<[HistoryCurves.Quantity]>
        let by: Parameter<HistoryCurves.HorizontalAxis>
        let scale: Parameter<LineChart.Scale?>
        let title: Parameter<String?>

        init(declaring parameters: inout ParameterDeclarations) {
            thing = parameters.positional("thing", "what to draw; for a data set, its training images")
            count = parameters.labelled(
                "count", default: 24, limits: .range(1...1000), unit: "images",
                "the maximum number of images; for a confusion matrix, those behind its numbers")
            curves = parameters.labelled(
                "curves", default: [.loss, .accuracy],
                "the training curves to draw, each in its own panel")
            by = parameters.labelled(
                "by", default: .epoch, "the unit of the horizontal axis of training curves")
            scale = parameters.labelled(
                "scale",
                "the scale of the axes of loss and learning rate; by default the loss is "
                    + "logarithmic and the learning rate linear")
            title = parameters.labelled("title", affectsResult: false, "the title of the figure")
        }
    }

    /// Anything that can be drawn.
    enum DrawnThing: ArgumentValue {
        case images(LabelledImages)
        case history(History)
        case confusion(Confusion)
        case mistakes(Mistakes)
        case model(Model)

        static var valueType: ValueType {
            .either([
                Dataset.valueType, Examples.valueType, History.valueType, Confusion.valueType,
                Mistakes.valueType, Model.valueType,
            ])
        }

        init?(argument: Value) {
            guard case .artifact(let stored) = argument else { return nil }
            switch stored.artifact {
            case let history as History: self = .history(history)
            case let confusion as Confusion: self = .confusion(confusion)
            case let mistakes as Mistakes: self = .mistakes(mistakes)
            case let model as Model: self = .model(model)
            default:
                guard let images = LabelledImages(argument: argument) else { return nil }
                self = .images(images)
            }
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        try checkUse(of: call)
        guard let curves = call.curves.value else { return Facts() }
        if curves.isEmpty {
            throw PlanningProblem(
                id: "curves", "there is nothing to draw", about: call.curves,
                notes: ["curves of a training are .loss, .accuracy and .learningRate"])
        }
        for (index, curve) in curves.enumerated() where curves[..<index].contains(curve) {
            throw PlanningProblem(
                id: "curves", "'.\(curve.rawValue)' is named twice", about: call.curves, element: index)
        }
        return Facts()
    }

    /// Rejects arguments without effect, because their author expects one.
    private func checkUse(of call: PlannedCall<Parameters>) throws(PlanningProblem) {
        guard let type = call.thing.type else { return }
        let isHistory = type == History.valueType
        let ofHistories: [any AnyKnownArgument] = [call.curves, call.by, call.scale]
        if let argument = ofHistories.first(where: \.isGiven), !isHistory {
            throw PlanningProblem(
                id: "use", "'\(argument.parameter.name)' is for a training's curves, and this is \(type)",
                about: argument)
        }
        if call.count.isGiven, isHistory || type == Model.valueType {
            throw PlanningProblem(
                id: "use", "'count' is for images, and this is \(type)", about: call.count)
        }
        if call.scale.isGiven, call.curves.value == [.accuracy] {
            throw PlanningProblem(
                id: "use", "'scale' is for loss and learning rate, and accuracy alone is drawn",
                about: call.scale)
        }
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let content: any FigureContent =
            switch call.thing {
            case .images(let images): try ImageGrid(of: images.examples(of: \.train), count: call.count)
            case .history(let history):
                LineChart(
                    of: history.history,
                    as: HistoryCurves(
                        quantities: call.curves, horizontalAxis: call.by, scale: call.scale))
            case .confusion(let confusion): try confusion.matrix(imageCount: call.count)
            case .mistakes(let mistakes): try ImageGrid(of: mistakes, count: call.count)
            case .model(let model): NetworkDiagram(of: model.record.architecture)
            }
        return StepResult(figures: [Figure(content)])
    }

    func present(_ result: StepResult, of call: Call<Parameters>) -> StepResult { result.titled(call.title) }
}
