import NeuralNet
import Workflow

/// Augments the training images: rotates, shifts and scales them at random in every epoch.
struct Augment: Step {
    let version = 1
    let dependence: StepDependence = [.seed]
    let declaration = Declaration<Parameters>(
        "augment",
        "Augments the training images: rotates, shifts and scales each at random in every epoch. Test images stay unchanged.",
        result: Dataset.valueType)

    struct Parameters: ParameterList {
        let data: Parameter<Dataset>
        let rotate: Parameter<Double>
        let shift: Parameter<Double>
        let scale: Parameter<Double>

        init(declaring parameters: inout ParameterDeclarations) {
            data = parameters.positional("data", "the data set")
            rotate = parameters.labelled(
                "rotate", default: 0, limits: .range(0...180), unit: "degrees",
                "the maximum rotation in either direction")
            shift = parameters.labelled(
                "shift", default: 0, limits: .range(0...1000), unit: "pixels",
                "the maximum shift in either direction, horizontally and vertically")
            scale = parameters.labelled(
                "scale", default: 0, limits: .range(0..<1),
                "the maximum change of scale in either direction, as a fraction")
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        guard var known = call.data.facts[ImageFacts.self] else { return Facts() }
        if let problem = Self.problem(with: known) { throw problem.planned(about: call.data) }
        known.isAugmented = true
        return Facts(known)
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let data = call.data
        if let problem = Self.problem(with: ImageFacts(of: data.train.record)) { throw problem.failure }
        let augmentation = Augmentation(
            rotation: call.rotate, shift: call.shift, scale: call.scale,
            seed: context.seed)
        return StepResult(value: .artifact(try StoredArtifact(data.augmented(by: augmentation))))
    }

    /// Why images cannot be augmented; `nil` where they can.
    private static func problem(with images: ImageFacts) -> ArgumentProblem? {
        guard images.isAugmented else { return nil }
        return ArgumentProblem(
            id: "augmented-twice", "the training images are augmented already",
            notes: ["give all arguments to one 'augment'"])
    }
}
