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
    /// An image's values take 102 kB, so that 40 images make three parts on one thread, two on each of two, and one on each
    /// of five. Values and gradients of the shortcuts pass from one stage to another.
    private static func architecture() throws -> Architecture {
        try Architecture(
            input: Shape([1, 40, 40]),
            layers: [
                .convolution2D(filters: 16, kernel: 3, stride: 1, padding: 1), .batchNormalization2D,
                Layer(NormalizedShortcut()), Layer(NormalizedShortcut()),
                .maxPooling2D(size: 2, stride: 2), .batchNormalization2D, .flatten, .dense(units: 10),
            ])
    }

    private static func session(
        batchSize: Int = 40, threads: Int, precision: Precision = .float32
    ) throws -> TrainingSession {
        let architecture = try architecture()
        return try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 4),
            optimizer: .sgd(momentum: 0.9, weightDecay: 0, nesterov: false), batchSize: batchSize, seed: 0,
            threads: threads, precision: precision, needsInputGradient: precision == .float32)
    }

    private static let images = RandomStream(seed: 1, stream: "images").uniforms(count: 40 * 1600)
    private static let labels = (0..<40).map { $0 * 7 % 10 }

    @Test(arguments: [1, 2, 3], [40, 37, 3])
    func `the number of threads and parts changes nothing but rounding`(threads: Int, count: Int) throws {
        let (one, other) = (try Self.session(threads: threads), try Self.session(threads: 5))
        let labels = Array(Self.labels.prefix(count))
        for session in [one, other] {
            // What an earlier, fuller batch left behind must not count.
            _ = try session.computeGradients(
                labels: Self.labels, filling: rowsOf(Self.images.map { 1 - $0 }, size: 1600))
        }
        let first = try one.computeGradients(labels: labels, filling: rowsOf(Self.images, size: 1600))
        let second = try other.computeGradients(labels: labels, filling: rowsOf(Self.images, size: 1600))
        #expect(abs(first.lossSum - second.lossSum) <= 1e-5 * second.lossSum)
        let gradients = try other.gradients()
        for (name, gradient) in try one.gradients() {
            let expected = try #require(gradients[name]).values
            let largest = expected.reduce(0) { max($0, abs($1)) }
            // Of the gradient of a convolution's bias only rounding is left, for its mean is taken away.
            let isRounding = name.hasPrefix("conv") && name.hasSuffix("bias")
            expectClose(
                gradient.values, expected, absolute: isRounding ? 2e-5 : 1e-6 + 1e-4 * largest,
                relative: 1e-4, name)
        }
        let parameters = try other.parameters()
        for (name, tensor) in try one.parameters().tensors where name.contains(".running_") {
            expectClose(
                tensor.values, try #require(parameters[name]).values, absolute: 1e-5, relative: 1e-5, name)
        }
        let expected = try #require(other.inputGradient()).values.prefix(count * 1600)
        let largest = expected.reduce(0) { max($0, abs($1)) }
        expectClose(
            Array(try #require(one.inputGradient()).values.prefix(count * 1600)), Array(expected),
            absolute: 1e-4 * largest, relative: 1e-4, "input gradient")
    }

    @Test(arguments: [1, 2, 3], [Precision.float32, .bfloat16])
    func `the same number of threads gives the same bits`(threads: Int, precision: Precision) throws {
        guard precision == .float32 || KernelLibrary.hasBFloat16 else { return }
        var results: [Parameters] = []
        for _ in 0..<2 {
            let session = try Self.session(threads: threads, precision: precision)
            for count in [40, 31, 40] {
                _ = try session.step(
                    labels: Array(Self.labels.prefix(count)), learningRate: 0.01,
                    filling: rowsOf(Self.images, size: 1600))
            }
            results.append(try session.parameters())
        }
        #expect(results[0] == results[1])
        #expect(results[0].areFinite)
    }

    /// Numbers that bfloat16 holds, so that only what is kept of the gradient is rounded, to 8 bits.
    @Test(arguments: [1, 2], [3, 16])
    func `in bfloat16 the layer rounds what it keeps, and nothing else`(threads: Int, channels: Int) throws {
        guard KernelLibrary.hasBFloat16 else { return }
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
        let session = try Self.session(batchSize: 4, threads: threads)
        var images = Array(Self.images.prefix(4 * 1600))
        images[2 * 1600 + 7] = .nan
        _ = try session.computeGradients(labels: [1, 2, 3, 4], filling: rowsOf(images, size: 1600))
        #expect(session.logits().values.allSatisfy { $0.isNaN })
    }

    @Test func `a training goes on from a checkpoint to the same bits`() throws {
        let training = Training(
            architecture: try Architecture(
                input: Shape([1, 8, 8]),
                layers: [
                    .convolution2D(filters: 5, kernel: 3, stride: 1, padding: 1), .batchNormalization2D,
                    .relu, .flatten, .dense(units: 3),
                ]), optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01),
            learningRate: 0.01, schedule: .constant, epochs: 3, batchSize: 32, seed: 4, threads: 2)
        let images = try Bars.images(count: 90, stream: "train")
        var checkpoints: [TrainingCheckpoint] = []
        let whole = try training.run(
            on: images, validation: images, keep: { checkpoints.append($0) }, progress: { _ in })
        #expect(checkpoints.count == 3)
        for checkpoint in checkpoints {
            let read = try TrainingCheckpoint(
                decoding: checkpoint.encoded(), of: training.architecture, optimizer: training.optimizer)
            #expect(read == checkpoint)
            let rest = try training.run(on: images, validation: images, from: read) { _ in }
            #expect(rest.parameters == whole.parameters, "after epoch \(checkpoint.epochs)")
            #expect(rest.history == whole.history, "after epoch \(checkpoint.epochs)")
        }
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
