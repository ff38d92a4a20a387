import NeuralNet
import TestSupport
import Testing

/// A convolution of stride 1, optionally followed by a ReLU and a 2×2 max pooling, on images of some size.
///
/// In the tests all lengths differ, so that a swapped axis cannot pass.
struct ConvolutionBlock: Sendable, CustomTestStringConvertible {
    let images: Int
    /// `[C, H, W]`.
    let input: [Int]
    let filters: Int
    let kernel: Int
    let padding: Int
    var isRectified = true
    var isPooled = true

    var testDescription: String {
        "\(images)×\(input), \(filters) of \(kernel)×\(kernel) + \(padding)"
            + (isRectified ? isPooled ? ", pooled" : ", rectified" : "")
    }

    var layers: [Layer] {
        [.convolution2D(filters: filters, kernel: kernel, stride: 1, padding: padding)]
            + (isRectified ? [.relu] : []) + (isPooled ? [.maxPooling2D(size: 2, stride: 2)] : [])
    }

    /// The output's elements of an image.
    var size: Int { filters * outputSize.height * outputSize.width }

    /// `[N, C, H, W]`, between -1 and 1.
    var imageBatch: Tensor {
        let shape = Shape([images] + input)
        return Tensor(shape: shape, values: Self.numbers("input", count: shape.count))
    }

    /// Numbers between -1 and 1.
    static func numbers(_ name: String, count: Int) -> [Float] {
        RandomStream(seed: 5, stream: name).uniforms(count: count).map { 2 * $0 - 1 }
    }

    /// A session that computes the block.
    ///
    /// - Parameters:
    ///   - isClassifier: whether a dense layer of three outputs follows; then two threads compute.
    ///   - room: for how many more images than the block's.
    ///   - bias: the bias of all filters, random ones if `nil`.
    func session(
        precision: Precision = .float32, isClassifier: Bool = false, room: Int = 0, bias: Float? = nil,
        needsInputGradient: Bool = false
    ) throws -> TrainingSession {
        let architecture = try Architecture(
            input: Shape(input), layers: layers + (isClassifier ? [.flatten, .dense(units: 3)] : []))
        var parameters = Parameters(initializing: architecture, seed: 7)
        if let bias {
            let weight = try #require(parameters["conv1.weight"])
            parameters = try Parameters(
                for: architecture,
                from: [
                    "conv1.weight": weight,
                    "conv1.bias": Tensor(
                        shape: Shape([filters]), values: [Float](repeating: bias, count: filters)),
                ])
        }
        return try TrainingSession(
            architecture, parameters: parameters,
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: images + room,
            seed: 0, threads: isClassifier ? 2 : 1, precision: precision,
            needsInputGradient: needsInputGradient)
    }
}

/// A block's results by the definitions of its layers.
struct ConvolutionReference {
    /// `[N, O, H', W']`.
    private(set) var output: [Float] = []

    private let block: ConvolutionBlock
    private let input: [Float]
    private let weight: [Float]
    /// For each element of the output, its row and column in the convolution's output; `nil` where the ReLU blocks it.
    private var places: [(row: Int, column: Int)?] = []

    /// The gradients of a weighted sum of the output.
    struct Gradients {
        var weight: [Float]
        var bias: [Float]
        var input: [Float]
    }

    init(_ block: ConvolutionBlock, _ parameters: Parameters, _ input: Tensor) throws {
        self.block = block
        self.input = input.values
        weight = try #require(parameters["conv1.weight"]).values
        let bias = try #require(parameters["conv1.bias"]).values
        let (height, width) = block.outputSize
        for (image, filter, y, x) in everyPlace([block.images, block.filters, height, width]) {
            var best = (value: -Double.infinity, row: 0, column: 0)
            for (row, column) in block.window(y, x) {
                var sum = Double(bias[filter])
                block.forEachTap(image, row, column) { pixel, tap in
                    sum += Double(self.input[pixel]) * Double(weight[filter * block.taps + tap])
                }
                if sum > best.value { best = (sum, row, column) }
            }
            let isStopped = block.isRectified && best.value <= 0
            output.append(Float(isStopped ? 0 : best.value))
            places.append(isStopped ? nil : (best.row, best.column))
        }
    }

    /// The gradients, from that of the output.
    func gradients(_ outputGradient: [Float]) -> Gradients {
        var weightGradient = [Double](repeating: 0, count: weight.count)
        var bias = [Double](repeating: 0, count: block.filters)
        var inputGradient = [Double](repeating: 0, count: input.count)
        for (index, place) in places.enumerated() {
            guard let place else { continue }
            let filter = index % block.size / (block.size / block.filters)
            let gradient = Double(outputGradient[index])
            bias[filter] += gradient
            block.forEachTap(index / block.size, place.row, place.column) { pixel, tap in
                weightGradient[filter * block.taps + tap] += gradient * Double(input[pixel])
                inputGradient[pixel] += gradient * Double(weight[filter * block.taps + tap])
            }
        }
        return Gradients(
            weight: weightGradient.map { Float($0) }, bias: bias.map { Float($0) },
            input: inputGradient.map { Float($0) })
    }
}

extension ConvolutionReference.Gradients {
    /// Expects a session's gradients of weight and bias to be these.
    ///
    /// A sum over all images and places rounds to about 1e-7 of its terms' absolute sum.
    func expectThose(of session: TrainingSession, biasWithin bias: Float) throws {
        let actual = try session.gradients()
        expectClose(
            try #require(actual["conv1.weight"]).values, weight, absolute: 2e-4, relative: 1e-5, "weight")
        expectClose(
            try #require(actual["conv1.bias"]).values, self.bias, absolute: bias, relative: 1e-5, "bias")
    }
}

extension ConvolutionBlock {
    fileprivate var taps: Int { input[0] * kernel * kernel }

    fileprivate var outputSize: (height: Int, width: Int) {
        let (rows, columns) = (input[1] + 2 * padding - kernel + 1, input[2] + 2 * padding - kernel + 1)
        return isPooled ? (rows / 2, columns / 2) : (rows, columns)
    }

    /// The places in the convolution's output that are pooled into one of the block's output.
    fileprivate func window(_ y: Int, _ x: Int) -> [(Int, Int)] {
        isPooled
            ? [(2 * y, 2 * x), (2 * y, 2 * x + 1), (2 * y + 1, 2 * x), (2 * y + 1, 2 * x + 1)] : [(y, x)]
    }

    /// Calls with the index of each pixel under a window, and of the tap that it is multiplied by.
    fileprivate func forEachTap(
        _ image: Int, _ row: Int, _ column: Int, _ body: (_ pixel: Int, _ tap: Int) -> Void
    ) {
        let (height, width) = (input[1], input[2])
        for channel in 0..<input[0] {
            for place in 0..<kernel * kernel {
                let (y, x) = (row + place / kernel - padding, column + place % kernel - padding)
                guard y >= 0, y < height, x >= 0, x < width else { continue }
                body(
                    ((image * input[0] + channel) * height + y) * width + x,
                    channel * kernel * kernel + place)
            }
        }
    }
}

/// All places of a tensor of four dimensions in order.
private func everyPlace(_ sizes: [Int]) -> [(Int, Int, Int, Int)] {
    (0..<sizes.reduce(1, *)).map {
        (
            $0 / (sizes[1] * sizes[2] * sizes[3]), $0 / (sizes[2] * sizes[3]) % sizes[1],
            $0 / sizes[3] % sizes[2], $0 % sizes[3]
        )
    }
}
