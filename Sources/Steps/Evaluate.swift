import FoundationEssentials
import NeuralNet
import Workflow

/// Measures how well a network classifies images.
struct Evaluate: Step {
    let version = 2
    let dependence: StepDependence = [.arithmetic]
    let declaration = Declaration<Parameters>(
        "evaluate", "Measures how well a network classifies images.", result: Evaluation.valueType)

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
        return Facts()
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
            value: .artifact(try StoredArtifact(Self.evaluation(classification, of: images, examples.record)))
        )
    }

    private static func evaluation(
        _ classification: Classifier.Classification, of images: ImageSet, _ record: Examples.Record
    ) -> Evaluation {
        let classes = record.classes.count
        let labels = images.labels.map(Int.init)
        var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (label, prediction) in zip(labels, classification.predictions) { counts[label][prediction] += 1 }
        let probabilities = classification.probabilities.values
        func probability(_ index: Int, _ label: Int) -> Float { probabilities[index * classes + label] }
        let wrong = labels.indices.filter { classification.predictions[$0] != labels[$0] }
            .sorted { first, second in
                let confidence = (
                    probability(first, classification.predictions[first]),
                    probability(second, classification.predictions[second])
                )
                return confidence.0 == confidence.1 ? first < second : confidence.0 > confidence.1
            }
        var pixels = Data()
        let size = images.shape.count
        for index in wrong {
            let start = images.pixels.startIndex + index * size
            pixels.append(images.pixels[start..<start + size])
        }
        let items = wrong.map { index in
            let guesses = (0..<classes)
                .sorted { (probability(index, $0), $1) > (probability(index, $1), $0) }
                .prefix(3)
                .map { Mistakes.Record.Guess(label: $0, probability: Double(probability(index, $0))) }
            return Mistakes.Record.Item(index: index, label: labels[index], guesses: guesses)
        }
        return Evaluation(
            record: Evaluation.Record(
                loss: classification.measurement.loss, correct: classification.measurement.correct,
                counts: counts,
                mistakes: Mistakes.Record(
                    shape: record.shape, classes: record.classes, items: items, content: record.content)),
            mistakePixels: Blob(pixels))
    }

    /// Why a network cannot be evaluated on images; `nil` if it can, as far as is known.
    ///
    /// - Parameter trained: the facts of the network's training images.
    private static func problem(with images: ImageFacts, for trained: ImageFacts) -> ArgumentProblem? {
        if let problem = trained.shapeProblem(with: images) { return problem }
        guard trained.classes == images.classes else {
            return ArgumentProblem(
                id: "classes",
                "the network knows \(trained.classes) classes, but these images have \(images.classes)")
        }
        if let before = trained.normalization, let now = images.normalization, now.differs(from: before) {
            return ArgumentProblem(
                id: "normalization",
                "the network was trained on images that are \(before.words), but these are \(now.words)",
                notes: ["normalize both the same way"])
        }
        if trained.classNames != images.classNames {
            return ArgumentProblem(
                id: "classes", "the network was trained on other classes than those of these images")
        }
        return nil
    }
}
