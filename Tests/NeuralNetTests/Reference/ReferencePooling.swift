/// The largest value or the mean of each window; a largest value's gradient goes to the first of equal ones.
struct ReferencePooling: ReferenceLayer {
    private let isMean: Bool
    /// The windows; `nil` for a whole channel, of which a feature is made.
    private let windows: ReferenceWindows?
    private var dimensions: [Int] = []
    /// For each output, the places of the inputs that it depends on, each by the same share.
    private var sources: [[Int]] = []

    let parameters: [ReferenceParameter] = []

    init(isMean: Bool, windows: ReferenceWindows?) {
        self.isMean = isMean
        self.windows = windows
    }

    mutating func forward(_ input: ReferenceTensor, _ pass: inout ReferencePass) -> ReferenceTensor {
        dimensions = input.dimensions
        sources = places(of: input)
        if !isMean {
            var margins: [Double] = []
            for output in sources.indices {
                let window = sources[output]
                var best = window[0]
                for place in window where input.values[place] > input.values[best] { best = place }
                for place in window where place != best {
                    margins.append(input.values[best] - input.values[place])
                }
                sources[output] = [best]
            }
            pass.decide(by: margins)
        }
        let divisor = divisor
        let values = sources.map { places in
            places.reduce(0) { $0 + input.values[$1] } / divisor
        }
        return ReferenceTensor(outputDimensions, values)
    }

    mutating func backward(_ outputGradient: ReferenceTensor, _ pass: ReferencePass) -> ReferenceTensor {
        var inputGradient = ReferenceTensor.zeros(dimensions)
        let divisor = divisor
        for (places, gradient) in zip(sources, outputGradient.values) {
            for place in places { inputGradient.values[place] += gradient / divisor }
        }
        return inputGradient
    }

    /// What the sum of an output's inputs is divided by: the zeros of a padding count.
    private var divisor: Double {
        guard isMean else { return 1 }
        return Double(windows.map { $0.size * $0.size } ?? dimensions.suffix(2).reduce(1, *))
    }

    private var outputDimensions: [Int] {
        Array(dimensions.prefix(2))
            + (windows.map { windows in dimensions.suffix(2).map { windows.count(along: $0) } } ?? [])
    }

    /// The places of each window's pixels in order, without the padding: a sum does not change by its zeros, nor a maximum
    /// by −∞.
    private func places(of input: ReferenceTensor) -> [[Int]] {
        let output = outputDimensions
        var all: [[Int]] = []
        for image in 0..<input.images {
            for channel in 0..<input.channels {
                guard let windows else {
                    all.append(Array(input.places(image, channel)))
                    continue
                }
                for window in everyPlace(output[2], output[3]) {
                    var places: [Int] = []
                    windows.forEachPixel(of: window, in: input) { row, column, _ in
                        places.append(input.place(image, channel, row, column))
                    }
                    all.append(places)
                }
            }
        }
        return all
    }
}
