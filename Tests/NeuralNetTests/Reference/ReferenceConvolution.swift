import NeuralNet

/// y[n,o,h,w] = b[o] + Σ x[n,c,h·s+i·d−p,w·s+j·d−p] · W[o,c,i,j], the channels c being those of the filter's group.
struct ReferenceConvolution: ReferenceLayer {
    private let kind: Convolution2D
    private let windows: ReferenceWindows
    private var input = ReferenceTensor.zeros([0])
    private var weight: ReferenceParameter
    private var bias: ReferenceParameter?

    /// - Parameter tensors: weight and bias, or the weight alone.
    init(_ kind: Convolution2D, _ tensors: [ReferenceTensor]) {
        self.kind = kind
        windows = ReferenceWindows(
            size: kind.kernel, stride: kind.stride, padding: kind.padding, dilation: kind.dilation)
        weight = .trained(tensors[0])
        bias = tensors.count > 1 ? .trained(tensors[1]) : nil
    }

    var parameters: [ReferenceParameter] { [weight] + (bias.map { [$0] } ?? []) }

    mutating func forward(_ input: ReferenceTensor, _ pass: inout ReferencePass) -> ReferenceTensor {
        self.input = input
        var output = ReferenceTensor.zeros([
            input.images, kind.filters, windows.count(along: input.dimensions[2]),
            windows.count(along: input.dimensions[3]),
        ])
        if let bias {
            for filter in 0..<kind.filters {
                for place in output.places(ofChannel: filter) { output.values[place] = bias.values[filter] }
            }
        }
        let weight = weight.values
        forEachProduct(output) { result, pixel, tap in
            output.values[result] += input.values[pixel] * weight[tap]
        }
        return output
    }

    mutating func backward(_ outputGradient: ReferenceTensor, _ pass: ReferencePass) -> ReferenceTensor {
        var inputGradient = ReferenceTensor.zeros(input.dimensions)
        var weightGradient = [Double](repeating: 0, count: weight.values.count)
        forEachProduct(outputGradient) { result, pixel, tap in
            weightGradient[tap] += outputGradient.values[result] * input.values[pixel]
            inputGradient.values[pixel] += outputGradient.values[result] * weight.values[tap]
        }
        weight.gradient = weightGradient
        if bias != nil {
            bias?.gradient = (0..<kind.filters).map { filter in
                outputGradient.places(ofChannel: filter).reduce(0) { $0 + outputGradient.values[$1] }
            }
        }
        return inputGradient
    }

    /// Calls with the places of each output, of each pixel that is in it, and of the weight between the two.
    private func forEachProduct(
        _ output: ReferenceTensor, _ body: (_ result: Int, _ pixel: Int, _ tap: Int) -> Void
    ) {
        let channels = input.channels / kind.groups
        for image in 0..<output.images {
            for filter in 0..<kind.filters {
                let first = filter / (kind.filters / kind.groups) * channels
                for (row, column) in everyPlace(output.dimensions[2], output.dimensions[3]) {
                    let result = output.place(image, filter, row, column)
                    for channel in 0..<channels {
                        let taps = (filter * channels + channel) * kind.kernel * kind.kernel
                        windows.forEachPixel(of: (row, column), in: input) { row, column, tap in
                            body(result, input.place(image, first + channel, row, column), taps + tap)
                        }
                    }
                }
            }
        }
    }
}

/// All places of a plane, row by row.
func everyPlace(_ rows: Int, _ columns: Int) -> [(Int, Int)] {
    (0..<rows * columns).map { ($0 / columns, $0 % columns) }
}
