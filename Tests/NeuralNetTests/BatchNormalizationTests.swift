import NeuralNet
import TestSupport
import Testing

/// A convolution, its batch normalization and a ReLU, with the input added to what they give.
private struct NormalizedShortcut: LayerKind {
    static let name = "normalizedShortcut"
    static let summary = "What layers make of the input, and the input itself."

    var filters = 16

    func outputShape(for input: Shape) -> Shape { input }

    func append(
        to graph: inout NetworkGraph, on value: NetworkGraph.Value, place: LayerPlace
    ) throws(LayerProblem) -> NetworkGraph.Value {
        var branch = try graph.append(
            .convolution2D(filters: filters, kernel: 3, stride: 1, padding: 1), on: value, place: place)
        branch = try graph.append(.batchNormalization2D, on: branch, place: place)
        branch = try graph.append(.relu, on: branch, place: place)
        return try graph.append(sumOf: value, branch, place: place)
    }
}

/// What a batch normalization gives must not depend on how the batch is shared out.
@Suite struct BatchNormalizationTests {
    /// Values and gradients of the shortcuts pass from one stage to another.
    private static func bench() throws -> NormalizationBench {
        try NormalizationBench([
            .convolution2D(filters: 16, kernel: 3, stride: 1, padding: 1), .batchNormalization2D,
            Layer(NormalizedShortcut()), Layer(NormalizedShortcut()),
            .maxPooling2D(size: 2, stride: 2), .batchNormalization2D, .flatten, .dense(units: 10),
        ])
    }

    /// Of the gradient of a convolution's bias only rounding is left, for its mean is taken away.
    @Test(arguments: [1, 2, 3], [40, 37, 3])
    func `the number of threads and parts changes nothing but rounding`(threads: Int, count: Int) throws {
        try Self.bench().expectNearlySameResults(threads: threads, count: count) { name in
            name.hasPrefix("conv") && name.hasSuffix("bias")
        }
    }

    @Test(arguments: [1, 2, 3], [Precision.float32, .bfloat16])
    func `the same number of threads gives the same bits`(threads: Int, precision: Precision) throws {
        guard precision.isSupportedHere else { return }
        try Self.bench().expectSameBits(threads: threads, precision: precision)
    }

    /// Numbers that bfloat16 holds, so that only what is kept of the gradient is rounded, to 8 bits.
    @Test(arguments: [1, 2], [3, 16])
    func `in bfloat16 the layer rounds what it keeps, and nothing else`(threads: Int, channels: Int) throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        let shape = Shape([6, channels, 5, 4])
        func numbers(_ stream: String) -> Tensor {
            let random = RandomStream(seed: 7, stream: stream)
            return Tensor(
                shape: shape,
                values: random.uniforms(count: shape.count).map { ($0 * 254 - 127).rounded() / 32 })
        }
        for layers in [[Layer.batchNormalization2D], [.batchNormalization2D, .relu]] {
            let architecture = try Architecture(
                input: Shape(Array(shape.dimensions.dropFirst())), layers: layers)
            let results = try [Precision.float32, .bfloat16].map { precision in
                try TrainingSession(
                    architecture, parameters: Parameters(initializing: architecture, seed: 1),
                    optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 6, seed: 0,
                    threads: threads, precision: precision, needsInputGradient: true
                ).propagate(numbers("input"), outputGradient: numbers("gradient"))
            }
            expectClose(results[1].output, results[0].output, absolute: 1e-6, relative: 1e-6, "output")
            let expected = try #require(results[0].inputGradient)
            expectClose(
                try #require(results[1].inputGradient).values, expected.values, absolute: 1e-5,
                relative: 1 / 256, "input gradient")
        }
    }

    /// A sum of squares of numbers about a thousand would leave nothing of their deviations.
    @Test(arguments: [1, 2])
    func `a mean far from zero costs a variance no digits`(threads: Int) throws {
        let architecture = try Architecture(
            input: Shape([3, 9, 8]), layers: [.batchNormalization2D, .flatten, .dense(units: 2)])
        let session = try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 1),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 11, seed: 0,
            threads: threads)
        let random = RandomStream(seed: 2, stream: "images")
        let images = (0..<11 * 216).map { index in
            Float([1000, -3000, 0][index / 72 % 3]) + random.normal(at: UInt64(index))
        }
        _ = try session.computeGradients(
            labels: [Int](repeating: 1, count: 11), filling: rowsOf(images, size: 216))
        let parameters = try session.parameters()
        for channel in 0..<3 {
            let own = images.indices.filter { $0 / 72 % 3 == channel }.map { Double(images[$0]) }
            let mean = own.reduce(0, +) / Double(own.count)
            let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count - 1)
            expectClose(
                [try #require(parameters["batchNorm1.running_mean"]).values[channel]], [Float(0.1 * mean)],
                absolute: 1e-6, relative: 1e-6, "mean of channel \(channel)")
            expectClose(
                [try #require(parameters["batchNorm1.running_var"]).values[channel]],
                [Float(0.9 + 0.1 * variance)], absolute: 0, relative: 1e-6, "variance of channel \(channel)")
        }
    }

    @Test(arguments: [1, 2])
    func `what is no number in one image is none in any`(threads: Int) throws {
        let logits = try Self.bench().spoiledLogits(batchSize: 4, threads: threads)
        #expect(logits.allSatisfy { $0.isNaN })
    }

    @Test func `a training goes on from a checkpoint to the same bits`() throws {
        try NormalizationBench.expectSameBitsFromCheckpoints(of: .batchNormalization2D, behind: 5)
    }

    @Test func `it takes images, and not rows of features`() throws {
        let problem = #expect(throws: ArchitectureProblem.self) {
            try Architecture(input: Shape([2, 4, 4]), layers: [.flatten, .batchNormalization2D])
        }
        #expect(problem?.layer == 1)
        #expect(
            problem?.message == "'batchNorm2d' takes images, but gets 32: write 'batchNorm1d'")
        let architecture = try Architecture(input: Shape([5, 4, 4]), layers: [.batchNormalization2D])
        #expect(architecture.parameterCount == 10)
        #expect(
            architecture.parameters.map(\.name) == [
                "batchNorm1.weight", "batchNorm1.bias", "batchNorm1.running_mean", "batchNorm1.running_var",
            ])
    }
}
