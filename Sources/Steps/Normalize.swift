import NeuralNet
import Workflow

/// Scales pixels for a network: pixel / 255, minus the mean, divided by the standard deviation.
///
/// The images themselves stay bytes; they are scaled batch by batch. Equals torchvision's `ToTensor` followed by
/// `Normalize(mean, std)`.
struct Normalize: Step {
    let version = 1
    let declaration = Declaration<Parameters>(
        "normalize",
        "Scales pixels for a network: pixel / 255, minus the mean, divided by the standard deviation.",
        result: Dataset.valueType)

    struct Parameters: ParameterList {
        let data: Parameter<Dataset>
        let mean: Parameter<Double?>
        let std: Parameter<Double?>

        init(declaring parameters: inout ParameterDeclarations) {
            data = parameters.positional("data", "the data set")
            mean = parameters.labelled(
                "mean", limits: .range(0...1),
                "the mean to subtract, 1 being white; nil to measure it on the training images")
            std = parameters.labelled(
                "std", limits: .moreThan(0),
                "the standard deviation to divide by; nil to measure it on the training images")
        }
    }

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        guard var known = call.data.facts[ImageFacts.self] else { return Facts() }
        if case let (mean??, deviation??) = (call.mean.value, call.std.value) {
            known.normalization = .given(Normalization(mean: mean, standardDeviation: deviation))
        } else if call.mean.isNil || call.std.isNil {
            known.normalization = .measured
        } else {
            known.normalization = nil
        }
        return Facts(known)
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let (data, mean, deviation) = (call.data, call.mean, call.std)
        let normalization: Normalization
        if let mean, let deviation {
            normalization = Normalization(mean: mean, standardDeviation: deviation)
        } else {
            let shape = data.train.record.shape
            guard let measured = Normalization.measured(on: try data.train.images.data(), shape: shape) else {
                throw StepFailure(
                    shape.dimensions[0] == 1
                        ? "the training images are all of one grey, so their deviation is 0"
                        : "a channel of the training images is the same everywhere, so its deviation is 0")
            }
            normalization = Normalization(
                channels: measured.channels.map {
                    .init(mean: mean ?? $0.mean, standardDeviation: deviation ?? $0.standardDeviation)
                })
        }
        return StepResult(value: .artifact(try StoredArtifact(data.normalized(by: normalization))))
    }
}
