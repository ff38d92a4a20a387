import Figures
import NeuralNet
import Workflow

/// Draws what it is given.
struct Plot: Step {
    let version = 9
    let declaration = Declaration<Parameters>(
        "plot",
        "Draws sample images, a training's curves, what an evaluation found, or a network: layer by layer or its first filters.",
        result: .nothing,
        example: """
            plot(data.train, count: 30)
            plot(model.history)
            plot([slow.history, fast.history], names: ["0.001", "0.01"])
            plot(result.confusion)
            """)

    struct Parameters: ParameterList {
        let thing: Parameter<DrawnThing>
        let names: Parameter<[String]?>
        let count: Parameter<Int>
        let curves: Parameter<[HistoryCurves.Quantity]>
        let by: Parameter<HistoryCurves.HorizontalAxis>
        let scale: Parameter<LineChart.Scale?>
        let title: Parameter<String?>

        init(declaring parameters: inout ParameterDeclarations) {
            thing = parameters.positional(
                "thing",
                "what to draw; for a data set, its training images, augmented if they are; for several trainings, their curves in one chart"
            )
            names = parameters.labelled(
                "names", "what each of several trainings is called; nil for their numbers, from 1")
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
        case histories([History])
        case confusion(Confusion)
        case mistakes(Mistakes)
        case hardest(Hardest)
        case calibration(Calibration)
        case roc(ROC)
        case precisionRecall(PrecisionRecall)
        case model(Model)
        case filters(Filters)

        static var valueType: ValueType {
            .either([
                Dataset.valueType, Examples.valueType, History.valueType, Confusion.valueType,
                Mistakes.valueType, Hardest.valueType, Calibration.valueType, ROC.valueType,
                PrecisionRecall.valueType, Model.valueType, Filters.valueType, [History].valueType,
            ])
        }

        init?(argument: Value) {
            if let histories = [History](argument: argument) {
                self = .histories(histories)
                return
            }
            guard case .artifact(let stored) = argument else { return nil }
            switch stored.artifact {
            case let history as History: self = .history(history)
            case let confusion as Confusion: self = .confusion(confusion)
            case let mistakes as Mistakes: self = .mistakes(mistakes)
            case let hardest as Hardest: self = .hardest(hardest)
            case let calibration as Calibration: self = .calibration(calibration)
            case let roc as ROC: self = .roc(roc)
            case let curves as PrecisionRecall: self = .precisionRecall(curves)
            case let model as Model: self = .model(model)
            case let filters as Filters: self = .filters(filters)
            default:
                guard let images = LabelledImages(argument: argument) else { return nil }
                self = .images(images)
            }
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        try checkUse(of: call)
        if call.thing.type == Filters.valueType, let network = call.thing.facts[NetworkFacts.self],
            let problem = Filters.problem(with: network.filters)
        {
            throw problem.planned(about: call.thing)
        }
        if call.thing.type == History.valueType, History.isEmpty(call.thing.facts) {
            throw History.nothingToDraw().planned(about: call.thing)
        }
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
        // Of an array with a mistake in it, the elements' type is not known.
        let areHistories = if case .array = type { true } else { false }
        let isHistory = type == History.valueType || areHistories
        if areHistories, call.thing.elementCount == 0 {
            throw Self.noTrainings.planned(about: call.thing)
        }
        if call.names.hasValue, !areHistories {
            throw PlanningProblem(
                id: "use", "'names' is for several trainings in an array, and this is \(type)",
                about: call.names)
        }
        if case let names?? = call.names.value,
            let index = names.indices.first(where: { names[..<$0].contains(names[$0]) })
        {
            throw PlanningProblem(
                id: "names", "two trainings are called '\(names[index])'", about: call.names, element: index)
        }
        if let count = call.thing.elementCount, let names = call.names.value,
            let problem = Self.problem(withNames: names, of: count)
        {
            throw problem.planned(about: call.names)
        }
        let ofHistories: [any AnyKnownArgument] = [call.curves, call.by, call.scale]
        if let argument = ofHistories.first(where: \.isGiven), !isHistory {
            throw PlanningProblem(
                id: "use", "'\(argument.parameter.name)' is for a training's curves, and this is \(type)",
                about: argument)
        }
        let withoutImages: [ValueType] = [
            History.valueType, Model.valueType, Calibration.valueType, ROC.valueType,
            PrecisionRecall.valueType, Filters.valueType, [History].valueType,
        ]
        if call.count.isGiven, withoutImages.contains(type) {
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
        StepResult(figures: try figures(of: call))
    }

    private func figures(of call: Call<Parameters>) throws -> [Figure] {
        switch call.thing {
        case .images(let images):
            [Figure(try ImageGrid(of: images.examples(of: \.train), count: call.count))]
        case .history(let history):
            [Figure(LineChart(of: try Self.drawable(history), as: Self.curves(of: call)))]
        case .histories(let histories):
            [
                Figure(
                    LineChart(
                        of: try Self.named(histories, call.names), as: Self.curves(of: call)))
            ]
        case .confusion(let confusion): [Figure(try confusion.matrix(imageCount: call.count))]
        case .mistakes(let mistakes): [Figure(try ImageGrid(of: mistakes, count: call.count))]
        case .hardest(let hardest): [Figure(try ImageGrid(of: hardest, count: call.count))]
        case .calibration(let calibration): [Figure(LineChart(of: calibration.bins))]
        case .roc(let roc): try ClassCurves(of: roc).figures
        case .precisionRecall(let curves): try ClassCurves(of: curves).figures
        case .model(let model): [Figure(NetworkDiagram(of: model.record.architecture))]
        case .filters(let filters): try filters.figures()
        }
    }

    private static func curves(of call: Call<Parameters>) -> HistoryCurves {
        HistoryCurves(quantities: call.curves, horizontalAxis: call.by, scale: call.scale)
    }

    private static let noTrainings = ArgumentProblem(
        id: "trainings", "there are no trainings to draw",
        notes: ["their histories go in the brackets: 'plot([first.history, second.history])'"])

    /// Why names are not those of trainings; `nil` if each training has one, or its number.
    private static func problem(withNames names: [String]?, of trainings: Int) -> ArgumentProblem? {
        guard let names, names.count != trainings else { return nil }
        return ArgumentProblem(
            id: "names",
            trainings == 1
                ? "one training needs one name, and 'names' has \(names.count)"
                : "\(trainings) trainings need \(trainings) names, and 'names' has \(names.count)")
    }

    /// The trainings with their names.
    ///
    /// - Throws: ``StepFailure`` if there are none, or not as many names, or one has no epochs.
    private static func named(
        _ histories: [History], _ names: [String]?
    ) throws -> [(name: String, history: TrainingHistory)] {
        guard !histories.isEmpty else { throw noTrainings.failure }
        if let problem = problem(withNames: names, of: histories.count) { throw problem.failure }
        let names = names ?? histories.indices.map { String($0 + 1) }
        return try zip(names, histories).map { ($0, try drawable($1, named: $0)) }
    }

    /// The measurements of a training.
    ///
    /// - Throws: ``StepFailure`` if there are none, as of a network that was read from a file.
    private static func drawable(_ history: History, named name: String? = nil) throws -> TrainingHistory {
        guard !history.history.epochs.isEmpty else { throw History.nothingToDraw(of: name).failure }
        return history.history
    }

    func present(_ result: StepResult, of call: Call<Parameters>) -> StepResult { result.titled(call.title) }
}
