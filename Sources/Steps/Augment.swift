import NeuralNet
import Workflow

/// Lets a network see other images in every epoch: turned, shifted and scaled at random.
struct Augment: Step {
    let version = 1
    let dependence: StepDependence = [.seed]
    let signature = Signature(
        "augment",
        "Turns, shifts and scales training images at random, anew in every epoch; test images stay as they are.",
        parameters: [
            .positional("data", .artifact("Dataset"), "the data set"),
            Parameter(
                "rotate", .float, default: .float(0), limits: .range(0...180), unit: "degrees",
                "the largest rotation either way"),
            Parameter(
                "shift", .float, default: .float(0), limits: .range(0...1000), unit: "pixels",
                "the largest shift either way, across and down"),
            Parameter(
                "scale", .float, default: .float(0), limits: .range(0..<1),
                "the largest change of size either way, as a share of it"),
        ], result: .artifact("Dataset"))

    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        guard var known = ImageFacts(call.facts["data"]) else { return Facts() }
        guard !known.isAugmented else {
            throw PlanningProblem(
                id: "augmented-twice", "the training images are augmented already", parameter: "data",
                notes: ["give all changes to one 'augment'"])
        }
        known.isAugmented = true
        return known.facts
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let data: Dataset = call.artifact("data")
        guard data.train.record.augmentation == nil else {
            throw StepFailure("the training images are augmented already: give all changes to one 'augment'")
        }
        let augmentation = Augmentation(
            rotation: call.float("rotate"), shift: call.float("shift"), scale: call.float("scale"),
            seed: context.seed)
        return StepResult(value: .artifact(try StoredArtifact(data.augmented(by: augmentation))))
    }
}
