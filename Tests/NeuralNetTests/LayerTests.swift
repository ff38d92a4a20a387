import NeuralNet
import TestSupport
import Testing

@Suite struct LayerTests {
    @Test(arguments: [
        (
            Layer.convolution2D(filters: 0, kernel: 1, stride: 1, padding: 0),
            "'filters' is 0, but must be 1 to 4096"
        ),
        (.convolution2D(filters: 1, kernel: 0, stride: 1, padding: 0), "'kernel' is 0, but must be 1 to 64"),
        (.convolution2D(filters: 1, kernel: 1, stride: 0, padding: 0), "'stride' is 0, but must be 1 to 64"),
        (
            .convolution2D(filters: 1, kernel: 1, stride: 1, padding: -1),
            "'padding' is -1, but must be 0 to 64"
        ),
        (.maxPooling2D(size: 0, stride: 1), "'size' is 0, but must be 1 to 64"),
        (.maxPooling2D(size: 1, stride: 0), "'stride' is 0, but must be 1 to 64"),
        (.maxPooling2D(size: 3, stride: 2, padding: -1), "'padding' is -1, but must be 0 to 32"),
        // Without padding, a window of a file is at most as large as its images.
        (.averagePooling2D(size: 1000, stride: 2, padding: 9), "'size' is 1000, but must be 1 to 64"),
        (.dropout(rate: -0.1), "'rate' is -0.1, but must be 0.0 or more and less than 1.0"),
        (.dropout(rate: 1), "'rate' is 1.0, but must be 0.0 or more and less than 1.0"),
        (.leakyReLU(slope: -0.1), "'slope' is -0.1, but must be 0.0 or more and less than 1.0"),
        (.dropout(rate: .nan), "'rate' is nan, but must be 0.0 or more and less than 1.0"),
    ])
    func `a layer's sizes and rates have bounds`(layer: Layer, rule: String) {
        let problem = #expect(throws: ArchitectureProblem.self) {
            try Architecture(input: Shape([1, 4, 4]), layers: [.relu, layer])
        }
        #expect(problem?.layer == 1)
        #expect(problem?.message == "'\(layer.name)': \(rule)")
    }

    @Test func `a dense layer has at least one unit`() {
        let problem = #expect(throws: LayerProblem.self) {
            try Layer.dense(units: 0).kind.outputShape(for: Shape([4]))
        }
        #expect(problem?.message == "'dense': 'units' is 0, but must be 1 to 1000000")
    }

    @Test func `multiply-adds are those of direct computation`() throws {
        let convolution = Layer.convolution2D(filters: 5, kernel: 3, stride: 2, padding: 1)
        // 5×4×3 outputs, each the sum of 2×3×3 products.
        #expect(try Architecture(input: Shape([2, 8, 6]), layers: [convolution]).multiplyAdds == 1080)
        #expect(try Architecture(input: Shape([11]), layers: [.dense(units: 7)]).multiplyAdds == 77)
        #expect(try Architecture(input: Shape([11]), layers: [.relu]).multiplyAdds == 0)
    }

    @Test func `a convolution may be a network's last layer`() throws {
        // Enough filters for the kernel library to choose blocked layouts; N, C, H, W and filters all differ.
        let architecture = try Architecture(
            input: Shape([3, 5, 4]),
            layers: [.convolution2D(filters: 32, kernel: 3, stride: 1, padding: 1)])
        let random = RandomStream(seed: 11, stream: "convolution")
        let input = Tensor(
            shape: Shape([2, 3, 5, 4]), values: (0..<120).map { random.normal(at: UInt64($0)) })
        let parameters = Parameters(initializing: architecture, seed: 4)
        let session = try TrainingSession(
            architecture, parameters: parameters,
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 2, seed: 0, threads: 2)
        let result = try session.propagate(
            input,
            outputGradient: Tensor(shape: Shape([2, 640]), values: [Float](repeating: 0, count: 1280)))
        let weight = try #require(parameters["conv1.weight"]).values
        let bias = try #require(parameters["conv1.bias"]).values
        var expected: [Float] = []
        for image in 0..<2 {
            for (filter, row, column) in Self.places(32, 5, 4) {
                var sum = Double(bias[filter])
                for (channel, down, right) in Self.places(3, 3, 3) {
                    let (y, x) = (row + down - 1, column + right - 1)
                    guard (0..<5).contains(y), (0..<4).contains(x) else { continue }
                    sum +=
                        Double(input.values[((image * 3 + channel) * 5 + y) * 4 + x])
                        * Double(weight[((filter * 3 + channel) * 3 + down) * 3 + right])
                }
                expected.append(Float(sum))
            }
        }
        expectClose(result.output, expected, absolute: 1e-6, relative: 1e-6, "output")
    }

    @Test(arguments: [
        [Layer.maxPooling2D(size: 1, stride: 1), .relu], [.flatten, .relu], [.relu, .relu],
        [.relu, .flatten],
    ])
    func `a ReLU acts after any layer`(layers: [Layer]) throws {
        let architecture = try Architecture(input: Shape([1, 2, 3]), layers: layers)
        let session = try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 0),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 1, seed: 0, threads: 1,
            needsInputGradient: true)
        let result = try session.propagate(
            Tensor(shape: Shape([1, 1, 2, 3]), values: [-1, 2, -3, 4, -5, 6]),
            outputGradient: Tensor(shape: Shape([1, 6]), values: [1, 2, 3, 4, 5, 6]))
        #expect(result.output == [0, 2, 0, 4, 0, 6])
        #expect(result.inputGradient?.values == [0, 2, 0, 4, 0, 6])
    }

    /// All places of a tensor of three dimensions in order.
    private static func places(_ first: Int, _ second: Int, _ third: Int) -> [(Int, Int, Int)] {
        (0..<first * second * third).map { ($0 / (second * third), $0 / third % second, $0 % third) }
    }
}
