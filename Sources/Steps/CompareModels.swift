import NeuralNet
import Workflow

/// Compares two networks on the same images.
struct CompareModels: Step {
    let version = 1
    let dependence: StepDependence = [.arithmetic]
    let declaration = Declaration<Parameters>(
        "compareModels",
        "Compares two networks on the same images, and tests by McNemar's test whether their accuracies differ by chance.",
        result: PairedComparison.valueType,
        example: """
            let comparison = compareModels(model, other, on: data)
            show(comparison)
            """)

    struct Parameters: ParameterList {
        let first: Parameter<Model>
        let second: Parameter<Model>
        let on: Parameter<LabelledImages>

        init(declaring parameters: inout ParameterDeclarations) {
            first = parameters.positional("first", "a trained network")
            second = parameters.positional("second", "the network to compare it with")
            on = parameters.labelled(
                "on", "the images, which neither was trained on; for a data set, its test images")
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        guard let images = call.on.facts[ImageFacts.self] else { return Facts() }
        for network in [call.first, call.second] {
            if let trained = network.facts[ImageFacts.self],
                let problem = Evaluate.problem(with: images, for: trained)
            {
                throw problem.planned(about: network)
            }
        }
        let trained = [call.first, call.second].map { $0.facts[ImageFacts.self] }
        let seen = trained.compactMap { ImageSource.warning(on: images, for: $0, about: call.on) }
        let scaled = trained.compactMap { PlannedNormalization.warning(on: images, for: $0, about: call.on) }
        var facts = Facts()
        facts.warnings = Array(seen.prefix(1) + scaled.prefix(1))
        return facts
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let examples = call.on.examples(of: \.test)
        let networks = [("first", call.first), ("second", call.second)]
        for (name, model) in networks {
            if let problem = Evaluate.problem(
                with: ImageFacts(of: examples.record), for: ImageFacts(of: model.record))
            {
                throw StepFailure("the \(name) network cannot be compared: \(problem.failure)")
            }
        }
        let images = try examples.imageSet()
        let predictions = try networks.enumerated().map { place, network in
            let model = network.1
            return try Classifier(
                architecture: model.record.architecture, parameters: model.parameters(),
                threads: context.threads
            ).classify(images) { done in
                try context.checkCancellation()
                let share = Double(done) / Double(images.count)
                context.report(Progress("comparing", fraction: (Double(place) + share) / 2))
            }.predictions
        }
        var counts = [[0, 0], [0, 0]]
        for (index, label) in images.labels.enumerated() {
            let isRight = predictions.map { $0[index] == Int(label) ? 1 : 0 }
            counts[isRight[0]][isRight[1]] += 1
        }
        let record = PairedComparison.Record(
            both: counts[1][1], onlyFirst: counts[1][0], onlySecond: counts[0][1], neither: counts[0][0])
        return StepResult(value: .artifact(try StoredArtifact(PairedComparison(record: record))))
    }
}
