/// (x − mean) / √(variance + 10⁻⁵) · weight + bias of each channel, or of each feature.
///
/// In training mean and variance are those of the batch, and a tenth of them, the variance then being the unbiased one,
/// enters the running ones.
struct ReferenceBatchNormalization: ReferenceLayer {
    private var weight: ReferenceParameter
    private var bias: ReferenceParameter
    private var runningMean: ReferenceParameter
    private var runningVariance: ReferenceParameter
    /// (x − mean) / √(variance + 10⁻⁵).
    private var normalized = ReferenceTensor.zeros([0])
    /// 1 / √(variance + 10⁻⁵) of each channel.
    private var inverseDeviations: [Double] = []

    /// - Parameter tensors: weight, bias, running mean and running variance.
    init(_ tensors: [ReferenceTensor]) {
        weight = .trained(tensors[0])
        bias = .trained(tensors[1])
        runningMean = ReferenceParameter(values: tensors[2].values)
        runningVariance = ReferenceParameter(values: tensors[3].values)
    }

    var parameters: [ReferenceParameter] { [weight, bias, runningMean, runningVariance] }

    mutating func forward(_ input: ReferenceTensor, _ pass: inout ReferencePass) -> ReferenceTensor {
        normalized = input
        var output = input
        inverseDeviations = []
        for channel in 0..<input.channels {
            let places = input.places(ofChannel: channel)
            var (mean, variance) = (runningMean.values[channel], runningVariance.values[channel])
            if pass.isTraining {
                let count = Double(places.count)
                mean = places.reduce(0) { $0 + input.values[$1] } / count
                let squares = places.reduce(0) {
                    $0 + (input.values[$1] - mean) * (input.values[$1] - mean)
                }
                variance = squares / count
                runningMean.values[channel] = 0.9 * runningMean.values[channel] + 0.1 * mean
                runningVariance.values[channel] =
                    0.9 * runningVariance.values[channel] + 0.1 * squares / (count - 1)
                mean = pass.held(mean)
            }
            let inverse = 1 / (variance + 1e-5).squareRoot()
            inverseDeviations.append(inverse)
            for place in places {
                normalized.values[place] = (input.values[place] - mean) * inverse
                output.values[place] =
                    normalized.values[place] * weight.values[channel] + bias.values[channel]
            }
        }
        return output
    }

    mutating func backward(_ outputGradient: ReferenceTensor, _ pass: ReferencePass) -> ReferenceTensor {
        var inputGradient = outputGradient
        for channel in 0..<outputGradient.channels {
            let places = outputGradient.places(ofChannel: channel)
            let sum = places.reduce(0) { $0 + outputGradient.values[$1] }
            let product = places.reduce(0) { $0 + outputGradient.values[$1] * normalized.values[$1] }
            bias.gradient?[channel] = sum
            weight.gradient?[channel] = product
            // Each value has a part in mean and variance, too.
            let count = Double(places.count)
            let factor = weight.values[channel] * inverseDeviations[channel]
            for place in places {
                let direct = factor * outputGradient.values[place]
                let through = factor * (sum + normalized.values[place] * product) / count
                inputGradient.values[place] = pass.held(direct) - pass.held(through)
            }
        }
        return inputGradient
    }
}
