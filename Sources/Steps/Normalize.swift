import NeuralNet
import Workflow

/// Scales pixels for a network: pixel / 255, minus the mean, divided by the standard deviation.
///
/// The images themselves stay as they are; a batch is scaled when it is computed. Equals torchvision's `ToTensor`
/// followed by `Normalize(mean, std)`.
struct Normalize: Step {
    let version = 1
    let signature = Signature(
        "normalize",
        "Scales pixels for a network: pixel / 255, minus the mean, divided by the standard deviation.",
        parameters: [
            .positional("data", .artifact("Dataset"), "the data set"),
            Parameter(
                "mean", .optional(.float), default: .nothing, limits: .range(0...1),
                "what is subtracted, 1 being white; nil to measure it on the training images"),
            Parameter(
                "std", .optional(.float), default: .nothing, limits: .moreThan(0),
                "what is divided by; nil to measure it on the training images"),
        ], result: .artifact("Dataset"))

    func plan(_ call: PlannedCall) throws(PlanningProblem) -> Facts {
        guard var known = ImageFacts(call.facts["data"]) else { return Facts() }
        let (mean, deviation) = (call.values["mean"], call.values["std"])
        if let mean = mean?.number, let deviation = deviation?.number {
            known.normalization = .given(mean: mean, standardDeviation: deviation)
        } else if mean == .nothing || deviation == .nothing {
            known.normalization = .measured
        } else {
            known.normalization = nil
        }
        return known.facts
    }

    func run(_ call: StepCall, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let data: Dataset = call.artifact("data")
        let mean = call.optionalFloat("mean")
        let deviation = call.optionalFloat("std")
        let normalization: Normalization
        if let mean, let deviation {
            normalization = Normalization(mean: mean, standardDeviation: deviation)
        } else {
            guard let measured = Normalization.measured(on: try data.train.images.data()) else {
                throw StepFailure("the training images are all of one grey, so their deviation is 0")
            }
            normalization = Normalization(
                mean: mean ?? measured.mean, standardDeviation: deviation ?? measured.standardDeviation)
        }
        return StepResult(value: .artifact(try StoredArtifact(data.normalized(by: normalization))))
    }
}
