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
        result: Dataset.valueType,
        example: "let data = normalize(digits)")

    struct Parameters: ParameterList {
        let data: Parameter<Dataset>
        let mean: Parameter<ChannelNumbers?>
        let std: Parameter<ChannelNumbers?>

        init(declaring parameters: inout ParameterDeclarations) {
            data = parameters.positional("data", "the data set")
            mean = parameters.labelled(
                "mean",
                "the mean to subtract, 0 to 1, which is white; of colour images an array with that of each channel, or one number for all; nil to measure it on the training images"
            )
            std = parameters.labelled(
                "std",
                "the standard deviation to divide by, more than 0 and at most 1, of pixels in 0…1; of colour images an array or one number for all; nil to measure it on the training images"
            )
        }
    }

    private static let limitsOfMean = Limits.range(0...1)
    private static let limitsOfDeviation = Limits.moreThan(0, atMost: 1)

    func plan(_ call: PlannedCall<Parameters>) throws(PlanningProblem) -> Facts {
        let known = call.data.facts[ImageFacts.self]
        let channels = known?.shape.dimensions.first
        for (argument, limits) in [
            (call.mean, Self.limitsOfMean), (call.std, Self.limitsOfDeviation),
        ] {
            if case let numbers?? = argument.value,
                let problem = numbers.problem(argument.parameter.name, of: limits, channels: channels)
            {
                throw problem.planned(about: argument)
            }
        }
        guard var known else { return Facts() }
        let before = known.normalization
        if case let (mean??, deviation??) = (call.mean.value, call.std.value) {
            known.normalization = .given(Normalization(mean, deviation))
        } else if call.mean.isNil || call.std.isNil {
            known.normalization = .measured
        } else {
            known.normalization = nil
        }
        var facts = Facts(known)
        facts.warnings = [Self.warning(onImages: before)?.planned(about: call.data)].compactMap(\.self)
        return facts
    }

    /// That images are normalized already; `nil` if they are not, or it is unknown.
    private static func warning(onImages normalization: PlannedNormalization?) -> ArgumentProblem? {
        guard let normalization, normalization != .unscaled else { return nil }
        return ArgumentProblem(
            id: "normalized-twice",
            "the images are \(normalization.words) already, which this normalization replaces",
            notes: [
                "both are of the pixels as loaded; normalize the data set as it was before, or leave one out"
            ])
    }

    func run(_ call: Call<Parameters>, inputs: StepInputs, in context: StepContext) throws -> StepResult {
        let (data, mean, deviation) = (call.data, call.mean, call.std)
        let shape = data.train.record.shape
        for (name, numbers, limits) in [
            ("mean", mean, Self.limitsOfMean), ("std", deviation, Self.limitsOfDeviation),
        ] {
            if let problem = numbers?.problem(name, of: limits, channels: shape.dimensions[0]) {
                throw problem.failure
            }
        }
        let normalization: Normalization
        if let mean, let deviation {
            normalization = Normalization(mean, deviation)
        } else {
            guard let measured = Normalization.measured(on: try data.train.images.data(), shape: shape) else {
                throw StepFailure(
                    shape.dimensions[0] == 1
                        ? "the training images are all of one grey, so their deviation is 0"
                        : "a channel of the training images is the same everywhere, so its deviation is 0")
            }
            normalization = Normalization(
                channels: measured.channels.enumerated().map { channel, own in
                    .init(
                        mean: mean?[channel] ?? own.mean,
                        standardDeviation: deviation?[channel] ?? own.standardDeviation)
                })
        }
        return StepResult(value: .artifact(try StoredArtifact(data.normalized(by: normalization))))
    }
}

extension Normalization {
    /// The normalization of given numbers, whose arrays are of one length.
    fileprivate init(_ mean: ChannelNumbers, _ deviation: ChannelNumbers) {
        let count = max(mean.numbers.count, deviation.numbers.count)
        self.init(
            channels: (0..<count).map { .init(mean: mean[$0], standardDeviation: deviation[$0]) })
    }
}
