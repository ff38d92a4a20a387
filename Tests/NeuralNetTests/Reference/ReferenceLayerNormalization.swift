/// (x − mean) / √(variance + 10⁻⁵) of each image over all its values, then each value · its weight + its bias.
struct ReferenceLayerNormalization: ReferenceLayer {
    private var weight: ReferenceParameter
    private var bias: ReferenceParameter
    /// (x − mean) / √(variance + 10⁻⁵).
    private var normalized = ReferenceTensor.zeros([0])
    /// 1 / √(variance + 10⁻⁵) of each image.
    private var inverseDeviations: [Double] = []

    /// - Parameter tensors: weight and bias.
    init(_ tensors: [ReferenceTensor]) {
        weight = .trained(tensors[0])
        bias = .trained(tensors[1])
    }

    var parameters: [ReferenceParameter] { [weight, bias] }

    mutating func forward(_ input: ReferenceTensor, _ pass: inout ReferencePass) -> ReferenceTensor {
        normalized = input
        inverseDeviations = []
        var output = input
        let size = weight.values.count
        for image in 0..<input.images {
            let values = input.values[image * size..<(image + 1) * size]
            let mean = values.reduce(0, +) / Double(size)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(size)
            let inverse = 1 / (variance + 1e-5).squareRoot()
            inverseDeviations.append(inverse)
            for index in 0..<size {
                let place = image * size + index
                normalized.values[place] = (input.values[place] - pass.held(mean)) * inverse
                output.values[place] = normalized.values[place] * weight.values[index] + bias.values[index]
            }
        }
        return output
    }

    mutating func backward(_ outputGradient: ReferenceTensor, _ pass: ReferencePass) -> ReferenceTensor {
        let size = weight.values.count
        var weightGradient = [Double](repeating: 0, count: size)
        var biasGradient = weightGradient
        var inputGradient = outputGradient
        for image in 0..<outputGradient.images {
            var (sum, product) = (0.0, 0.0)
            for index in 0..<size {
                let place = image * size + index
                let gradient = outputGradient.values[place]
                weightGradient[index] += gradient * normalized.values[place]
                biasGradient[index] += gradient
                sum += gradient * weight.values[index]
                product += gradient * weight.values[index] * normalized.values[place]
            }
            // Each value has a part in mean and variance, too.
            for index in 0..<size {
                let place = image * size + index
                let direct = inverseDeviations[image] * outputGradient.values[place] * weight.values[index]
                let through =
                    inverseDeviations[image] * (sum + normalized.values[place] * product) / Double(size)
                inputGradient.values[place] = pass.held(direct) - pass.held(through)
            }
        }
        weight.gradient = weightGradient
        bias.gradient = biasGradient
        return inputGradient
    }
}
