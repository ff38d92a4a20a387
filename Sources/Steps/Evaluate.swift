import FoundationEssentials
import NeuralNet
import Workflow

/// Measures how well a network classifies images.
struct Evaluate: Step {
    let version = 3
    let dependence: StepDependence = [.arithmetic]
    let declaration = Declaration<Parameters>(
        "evaluate", "Measures how well a network classifies images.", result: Evaluation.valueType,
        example: "let result = evaluate(model, on: data.test)")

    struct Parameters: ParameterList {
        let model: Parameter<Model>
        let on: Parameter<LabelledImages>

        init(declaring parameters: inout ParameterDeclarations) {
            model = parameters.positional("model", "the trained network")
            on = parameters.labelled("on", "the images; for a data set, its test images")
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        if let trained = call.model.facts[ImageFacts.self], let images = call.on.facts[ImageFacts.self] {
            if let problem = Self.problem(with: images, for: trained) {
                throw problem.planned(about: call.on)
            }
        }
        let (trained, images) = (call.model.facts[ImageFacts.self], call.on.facts[ImageFacts.self])
        var facts = Facts()
        facts.warnings = [
            ImageSource.warning(on: images, for: trained, about: call.on),
            PlannedNormalization.warning(on: images, for: trained, about: call.on),
        ].compactMap(\.self)
        if let known = trained ?? images { facts[MemberCounts.self] = Confusion.counts(for: known) }
        return facts
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let model = call.model
        let examples = call.on.examples(of: \.test)
        if let problem = Self.problem(
            with: ImageFacts(of: examples.record), for: ImageFacts(of: model.record))
        {
            throw problem.failure
        }
        let images = try examples.imageSet()
        let classification = try Classifier(
            architecture: model.record.architecture, parameters: model.parameters(), threads: context.threads
        ).classify(images) { done in
            try context.checkCancellation()
            context.report(Progress("evaluating", fraction: Double(done) / Double(images.count)))
        }
        return StepResult(
            value: .artifact(try StoredArtifact(Self.evaluation(classification, of: images, examples)))
        )
    }

    private static func evaluation(
        _ classification: Classifier.Classification, of images: ImageSet, _ examples: Examples
    ) -> Evaluation {
        let record = examples.record
        let classes = record.classes.count
        let scored = ScoredImages(
            probabilities: classification.probabilities.values, labels: images.labels.map(Int.init),
            classes: classes, predictions: classification.predictions)
        var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (label, prediction) in zip(scored.labels, scored.predictions) { counts[label][prediction] += 1 }
        let wrong = mistakes(among: scored)
        var pixels = Data()
        let size = images.shape.count
        for index in wrong {
            let start = images.pixels.startIndex + index * size
            pixels.append(images.pixels[start..<start + size])
        }
        let items = wrong.map { index in
            let guesses = scored.guesses(at: index, count: 3).map {
                Mistakes.Record.Guess(
                    label: $0, probability: Double(scored.probability(of: $0, at: index)))
            }
            return Mistakes.Record.Item(index: index, label: scored.labels[index], guesses: guesses)
        }
        return Evaluation(
            record: Evaluation.Record(
                loss: classification.measurement.loss, correct: classification.measurement.correct,
                counts: counts,
                mistakes: Mistakes.Record(
                    shape: record.shape, classes: record.classes, items: items, content: record.content),
                measures: EvaluationMeasures(of: scored)),
            mistakePixels: Blob(pixels), images: examples.images,
            scores: ClassScores(
                classes: record.classes, probabilities: Blob(Data(littleEndian: scored.probabilities)),
                labels: examples.labels))
    }

    /// The indices of the misclassified images, the most confident mistakes first.
    private static func mistakes(among images: ScoredImages) -> [Int] {
        func confidence(_ index: Int) -> Float {
            images.probability(of: images.predictions[index], at: index)
        }
        return images.labels.indices.filter { images.predictions[$0] != images.labels[$0] }
            .sorted { first, second in
                let (one, other) = (confidence(first), confidence(second))
                return one == other ? first < second : one > other
            }
    }

    /// Why a network cannot be evaluated on images; `nil` if it can, as far as is known.
    ///
    /// - Parameter trained: the facts of the network's training images.
    static func problem(with images: ImageFacts, for trained: ImageFacts) -> ArgumentProblem? {
        if let problem = trained.shapeProblem(with: images) { return problem }
        guard trained.classes == images.classes else {
            return ArgumentProblem(
                id: "classes",
                "the network knows \(trained.classCount), but these images have \(images.classes)")
        }
        if let before = trained.normalization, let now = images.normalization, now.differs(from: before) {
            return ArgumentProblem(
                id: "normalization",
                "the network was trained on images that are \(before.words), but these are \(now.words)",
                notes: [before.advice(for: trained.trainingData)])
        }
        if trained.classNames != images.classNames {
            return ArgumentProblem(
                id: "classes", "the network was trained on other classes than those of these images")
        }
        return nil
    }
}
