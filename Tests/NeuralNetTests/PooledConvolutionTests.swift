import NeuralNet
import TestSupport
import Testing

/// A first convolution, its ReLU and its pooling are one pass over the images where nobody asks for the images' own
/// gradient; what comes out must be what the three layers come to.
@Suite struct PooledConvolutionTests {
    /// A block of layers on images of some size; all lengths differ, so that a swapped axis cannot pass.
    struct Block: Sendable, CustomTestStringConvertible {
        let images: Int
        let input: [Int]
        let filters: Int
        let kernel: Int
        let padding: Int

        var testDescription: String { "\(images)×\(input), \(filters) of \(kernel)×\(kernel) + \(padding)" }
    }

    static let blocks = [
        Block(images: 5, input: [1, 8, 6], filters: 32, kernel: 3, padding: 1),
        Block(images: 2, input: [3, 9, 7], filters: 16, kernel: 3, padding: 0),
        Block(images: 3, input: [4, 7, 10], filters: 48, kernel: 2, padding: 1),
        Block(images: 1, input: [2, 5, 11], filters: 16, kernel: 1, padding: 0),
        Block(images: 7, input: [1, 12, 9], filters: 32, kernel: 5, padding: 2),
        Block(images: 40, input: [1, 28, 28], filters: 32, kernel: 3, padding: 1),
    ]

    @Test(arguments: blocks) func `the block computes what its layers define`(block: Block) throws {
        let (session, input) = try Self.session(block, precision: .float32)
        let expected = try Self.reference(block, session.parameters(), input)
        let gradient = Self.numbers("gradient", count: expected.output.count)
        let result = try session.propagate(
            input, outputGradient: Tensor(shape: Shape([block.images, expected.size]), values: gradient))
        expectClose(result.output, expected.output, absolute: 2e-6, relative: 2e-6, "output")
        let (weight, bias) = Self.gradients(block, expected, input, gradient)
        let actual = try session.gradients()
        // A sum over all images and places rounds to about 1e-7 of its terms' absolute sum.
        expectClose(
            try #require(actual["conv1.weight"]).values, weight, absolute: 2e-4, relative: 1e-5, "weight")
        expectClose(try #require(actual["conv1.bias"]).values, bias, absolute: 2e-4, relative: 1e-5, "bias")
    }

    @Test(arguments: blocks)
    func `with room left over the images that are there count alone`(block: Block) throws {
        let alone = try Self.session(block, precision: .float32, isClassifier: true).session
        let roomy = try Self.session(block, precision: .float32, isClassifier: true, room: 9).session
        let images = Self.numbers("images", count: 60 * block.input.reduce(1, *))
        let size = block.input.reduce(1, *)
        // What an earlier batch left behind must not count.
        _ = try roomy.computeGradients(
            labels: Array(repeating: 1, count: block.images + 9),
            filling: rowsOf(images.map { 1 - $0 }, size: size))
        let labels = (0..<block.images).map { $0 % 3 }
        _ = try alone.computeGradients(labels: labels, filling: rowsOf(images, size: size))
        _ = try roomy.computeGradients(labels: labels, filling: rowsOf(images, size: size))
        let expected = try alone.gradients()
        for (name, gradient) in try roomy.gradients() {
            expectClose(
                gradient.values, try #require(expected[name]).values, absolute: 1e-5, relative: 1e-4, name)
        }
    }

    @Test(arguments: blocks) func `in bfloat16 the block rounds its output and nothing before`(block: Block)
        throws
    {
        guard KernelLibrary.hasBFloat16 else { return }
        let (session, input) = try Self.session(block, precision: .bfloat16)
        let exact = try Self.reference(block, session.parameters(), input)
        let result = try session.propagate(
            input,
            outputGradient: Tensor(
                shape: Shape([block.images, exact.size]),
                values: [Float](repeating: 0.5, count: exact.output.count)))
        // Half of the last of 8 bits.
        expectClose(result.output, exact.output, absolute: 1e-6, relative: 0x1p-8, "output")
        #expect(zip(result.output, exact.output).contains { abs($0 - $1) > 1e-4 * abs($1) })
        let (_, bias) = Self.gradients(
            block, exact, input, [Float](repeating: 0.5, count: exact.output.count))
        expectClose(
            try #require(session.gradients()["conv1.bias"]).values, bias, absolute: 0, relative: 0, "bias")
    }

    @Test func `no gradient passes where the ReLU gives zero`() throws {
        let block = Block(images: 2, input: [1, 6, 4], filters: 32, kernel: 3, padding: 1)
        let session = try Self.session(block, precision: .float32, bias: 0).session
        let result = try session.propagate(
            Tensor(shape: Shape([2, 1, 6, 4]), values: [Float](repeating: 0, count: 48)),
            outputGradient: Tensor(shape: Shape([2, 192]), values: [Float](repeating: 1, count: 384)))
        #expect(result.output == [Float](repeating: 0, count: 384))
        #expect(try session.gradients()["conv1.bias"]?.values == [Float](repeating: 0, count: 32))
    }

    @Test func `what is no number is passed on, so that a training ends that has diverged`() throws {
        let block = Block(images: 1, input: [1, 4, 4], filters: 16, kernel: 1, padding: 0)
        let session = try Self.session(block, precision: .float32).session
        for place in [0, 1, 4, 5] {
            var pixels = [Float](repeating: 1, count: 16)
            pixels[place] = .nan
            let result = try session.propagate(
                Tensor(shape: Shape([1, 1, 4, 4]), values: pixels),
                outputGradient: Tensor(shape: Shape([1, 64]), values: [Float](repeating: 0, count: 64)))
            #expect(
                result.output.indices.filter { result.output[$0].isNaN }
                    == Array(stride(from: 0, to: 64, by: 4)))
        }
    }
}

extension PooledConvolutionTests {
    private static func numbers(_ name: String, count: Int) -> [Float] {
        RandomStream(seed: 5, stream: name).uniforms(count: count).map { 2 * $0 - 1 }
    }

    /// A session of one thread for a block, and images for it.
    private static func session(
        _ block: Block, precision: Precision, isClassifier: Bool = false, room: Int = 0, bias: Float? = nil
    ) throws -> (session: TrainingSession, input: Tensor) {
        let architecture = try Architecture(
            input: Shape(block.input),
            layers: [
                .convolution2D(
                    filters: block.filters, kernel: block.kernel, stride: 1, padding: block.padding),
                .relu, .maxPooling2D(size: 2, stride: 2),
            ] + (isClassifier ? [.flatten, .dense(units: 3)] : []))
        var parameters = Parameters(initializing: architecture, seed: 7)
        if let bias {
            let weight = try #require(parameters["conv1.weight"])
            parameters = try Parameters(
                for: architecture,
                from: [
                    "conv1.weight": weight,
                    "conv1.bias": Tensor(
                        shape: Shape([block.filters]), values: [Float](repeating: bias, count: block.filters)),
                ])
        }
        let session = try TrainingSession(
            architecture, parameters: parameters,
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: block.images + room,
            seed: 0, threads: isClassifier ? 2 : 1, precision: precision)
        let shape = Shape([block.images] + block.input)
        return (session, Tensor(shape: shape, values: numbers("input", count: shape.count)))
    }

    /// What the three layers come to by their definitions.
    private struct Reference {
        /// `[N, O, H', W']`.
        var output: [Float] = []
        /// For each element of the output the row and the column of the convolution's output that it is; `nil` where the
        /// ReLU stops it.
        var places: [(row: Int, column: Int)?] = []
        /// The output's elements of an image.
        var size = 0
    }

    private static func reference(
        _ block: Block, _ parameters: Parameters, _ input: Tensor
    ) throws -> Reference {
        let weight = try #require(parameters["conv1.weight"]).values
        let bias = try #require(parameters["conv1.bias"]).values
        let height = (block.input[1] + 2 * block.padding - block.kernel + 1) / 2
        let width = (block.input[2] + 2 * block.padding - block.kernel + 1) / 2
        var result = Reference()
        result.size = block.filters * height * width
        for (image, filter, y, x) in places([block.images, block.filters, height, width]) {
            var best = (value: -Double.infinity, row: 0, column: 0)
            for (row, column) in [
                (2 * y, 2 * x), (2 * y, 2 * x + 1), (2 * y + 1, 2 * x), (2 * y + 1, 2 * x + 1),
            ] {
                var sum = Double(bias[filter])
                forEachTap(block, image, row, column) { pixel, tap in
                    sum += Double(input.values[pixel]) * Double(weight[filter * taps(block) + tap])
                }
                if sum > best.value { best = (sum, row, column) }
            }
            result.output.append(Float(max(best.value, 0)))
            result.places.append(best.value > 0 ? (best.row, best.column) : nil)
        }
        return result
    }

    private static func gradients(
        _ block: Block, _ reference: Reference, _ input: Tensor, _ gradient: [Float]
    ) -> (weight: [Float], bias: [Float]) {
        var weight = [Double](repeating: 0, count: block.filters * taps(block))
        var bias = [Double](repeating: 0, count: block.filters)
        for index in gradient.indices {
            guard let place = reference.places[index] else { continue }
            let filter = index % reference.size / (reference.size / block.filters)
            bias[filter] += Double(gradient[index])
            forEachTap(block, index / reference.size, place.row, place.column) { pixel, tap in
                weight[filter * taps(block) + tap] += Double(gradient[index]) * Double(input.values[pixel])
            }
        }
        return (weight.map { Float($0) }, bias.map { Float($0) })
    }

    private static func taps(_ block: Block) -> Int { block.input[0] * block.kernel * block.kernel }

    /// Calls with the index of each pixel under a window, and of the tap that it is multiplied by.
    private static func forEachTap(
        _ block: Block, _ image: Int, _ row: Int, _ column: Int, _ body: (_ pixel: Int, _ tap: Int) -> Void
    ) {
        let (height, width) = (block.input[1], block.input[2])
        for (tap, place) in places([1, block.input[0], block.kernel, block.kernel]).enumerated() {
            let (y, x) = (row + place.2 - block.padding, column + place.3 - block.padding)
            guard (0..<height).contains(y), (0..<width).contains(x) else { continue }
            body(((image * block.input[0] + place.1) * height + y) * width + x, tap)
        }
    }

    /// All places of a tensor of four dimensions in order.
    private static func places(_ sizes: [Int]) -> [(Int, Int, Int, Int)] {
        (0..<sizes.reduce(1, *)).map {
            (
                $0 / (sizes[1] * sizes[2] * sizes[3]), $0 / (sizes[2] * sizes[3]) % sizes[1],
                $0 / sizes[3] % sizes[2], $0 % sizes[3]
            )
        }
    }
}
