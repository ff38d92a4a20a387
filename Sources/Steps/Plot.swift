import Figures
import Workflow

/// Draws what it is given.
struct Plot: Step {
    let version = 6
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
                "curves", .array(.symbol(HistoryCurves.Quantity.allCases.map(\.rawValue))),
                default: .array([.symbol("loss"), .symbol("accuracy")]),
                "which curves of a training are drawn, each in a panel of its own"),
            Parameter(
                "by", .symbol(HistoryCurves.HorizontalAxis.allCases.map(\.rawValue)),
                default: .symbol("epoch"), "what the horizontal axis of a training's curves counts"),
            Parameter(
                "scale", .optional(.symbol([LineChart.Scale.linear, .logarithmic].map(\.rawValue))),
                default: .nothing,
                "how a training's loss and learning rate are spread over their axes; without it the loss is "
                    + "logarithmic and the learning rate linear"),
            Parameter(
                "title", .optional(.string), default: .nothing, affectsResult: false,
                "what stands over the figure"),
        ], result: .nothing)

    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        try checkUse(of: call)
        guard case .array(let curves)? = call.values["curves"] else { return Facts() }
        if curves.isEmpty {
            throw PlanningProblem(
                id: "curves", "there is nothing to draw", parameter: "curves",
                notes: ["curves of a training are .loss, .accuracy and .learningRate"])
        }
        for (index, curve) in curves.enumerated() where curves[..<index].contains(curve) {
            throw PlanningProblem(
                id: "curves", "'.\(curve.symbol ?? "")' is named twice", parameter: "curves", element: index)
        }
        return Facts()
    }

    /// What a drawing has no use for is a mistake: whoever gives it believes that it does something.
    private func checkUse(of call: PlannedCall) throws(PlanningProblem) {
        guard let type = call.types["thing"] else { return }
        let isHistory = type == .artifact(History.type.name)
        func isGiven(_ name: String) -> Bool { call.given.contains(name) }
        if let name = ["curves", "by", "scale"].first(where: isGiven), !isHistory {
            throw PlanningProblem(
                id: "use", "'\(name)' is for a training's curves, and this is \(type)", parameter: name)
        }
        if isGiven("count"), isHistory || type == .artifact(Model.type.name) {
            throw PlanningProblem(
                id: "use", "'count' is for images, and this is \(type)", parameter: "count")
        }
        if isGiven("scale"),
            call.values["curves"] == .array([.symbol(HistoryCurves.Quantity.accuracy.rawValue)])
        {
            throw PlanningProblem(
                id: "use", "'scale' is for loss and learning rate, and accuracy alone is drawn",
                parameter: "scale")
        }
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        guard case .artifact(let stored) = call.value("thing") else {
            preconditionFailure("'thing' is no artifact")
        }
        let count = call.integer("count")
        let content: any FigureContent =
            switch stored.artifact {
            case let history as History: LineChart(of: history.history, as: Self.curves(of: call))
            case let confusion as Confusion: try confusion.matrix(imageCount: count)
            case let mistakes as Mistakes: try ImageGrid(of: mistakes, count: count)
            case let model as Model: NetworkDiagram(of: model.record.architecture)
            default: try ImageGrid(of: call.examples("thing", part: \.train), count: count)
            }
        return StepResult(figures: [Figure(content)])
    }

    private static func curves(of call: StepCall) -> HistoryCurves {
        var curves = HistoryCurves()
        curves.quantities = call.array("curves").compactMap(\.symbol).compactMap(HistoryCurves.Quantity.init)
        if let axis = call.value("by").symbol.flatMap(HistoryCurves.HorizontalAxis.init) {
            curves.horizontalAxis = axis
        }
        curves.scale = call.value("scale").symbol.flatMap(LineChart.Scale.init)
        return curves
    }

    func present(_ result: StepResult, of call: StepCall) -> StepResult {
        var result = result
        result.figures = result.figures.map { $0.titled(call.optionalString("title")) }
        return result
    }
}
