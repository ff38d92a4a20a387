/// y[n,o] = b[o] + Σ x[n,i] · W[o,i].
struct ReferenceDense: ReferenceLayer {
    private let units: Int
    private var input = ReferenceTensor.zeros([0])
    private var weight: ReferenceParameter
    private var bias: ReferenceParameter

    /// - Parameter tensors: weight and bias.
    init(_ tensors: [ReferenceTensor]) {
        units = tensors[0].dimensions[0]
        weight = .trained(tensors[0])
        bias = .trained(tensors[1])
    }

    var parameters: [ReferenceParameter] { [weight, bias] }

    mutating func forward(_ input: ReferenceTensor, _ pass: inout ReferencePass) -> ReferenceTensor {
        self.input = input
        var output = ReferenceTensor.zeros([input.images, units])
        for image in 0..<input.images {
            for unit in 0..<units {
                var sum = bias.values[unit]
                for feature in 0..<input.channels {
                    sum +=
                        input.values[image * input.channels + feature]
                        * weight.values[unit * input.channels + feature]
                }
                output.values[image * units + unit] = sum
            }
        }
        return output
    }

    mutating func backward(_ outputGradient: ReferenceTensor, _ pass: ReferencePass) -> ReferenceTensor {
        var inputGradient = ReferenceTensor.zeros(input.dimensions)
        var weightGradient = [Double](repeating: 0, count: weight.values.count)
        var biasGradient = [Double](repeating: 0, count: units)
        for image in 0..<input.images {
            for unit in 0..<units {
                let gradient = outputGradient.values[image * units + unit]
                biasGradient[unit] += gradient
                for feature in 0..<input.channels {
                    let (place, tap) = (image * input.channels + feature, unit * input.channels + feature)
                    weightGradient[tap] += gradient * input.values[place]
                    inputGradient.values[place] += gradient * weight.values[tap]
                }
            }
        }
        weight.gradient = weightGradient
        bias.gradient = biasGradient
        return inputGradient
    }
}
