import NeuralNet
import TestSupport
import Testing

/// A network with normalizations, and a batch that it is trained on.
///
/// After the first layer an image's values take 102 kB, so that 40 images make three parts on one thread, two on each of
/// two, and one on each of five.
struct NormalizationBench {
    /// The network, on images of 40 × 40 pixels.
    let architecture: Architecture

    private static let size = 1600
    private static let images = RandomStream(seed: 1, stream: "images").uniforms(count: 40 * size)
    private static let labels = (0..<40).map { $0 * 7 % 10 }

    init(_ layers: [Layer]) throws {
        architecture = try Architecture(input: Shape([1, 40, 40]), layers: layers)
    }

    private var initial: Parameters { Parameters(initializing: architecture, seed: 4) }

    private func session(
        batchSize: Int = 40, threads: Int, precision: Precision = .float32
    ) throws -> TrainingSession {
        try TrainingSession(
            architecture, parameters: initial,
            optimizer: .sgd(momentum: 0.9, weightDecay: 0, nesterov: false), batchSize: batchSize, seed: 0,
            threads: threads, precision: precision, needsInputGradient: precision == .float32)
    }

    /// Expects some threads to compute nearly what five do.
    ///
    /// - Parameters:
    ///   - count: the number of images.
    ///   - isRounding: whether a gradient, by its name, is 0 but for rounding.
    func expectNearlySameResults(
        threads: Int, count: Int, where isRounding: (String) -> Bool = { _ in false }
    ) throws {
        let (one, other) = (try session(threads: threads), try session(threads: 5))
        let labels = Array(Self.labels.prefix(count))
        for session in [one, other] {
            // What an earlier, fuller batch left behind must not count.
            _ = try session.computeGradients(
                labels: Self.labels, filling: rowsOf(Self.images.map { 1 - $0 }, size: Self.size))
        }
        let first = try one.computeGradients(labels: labels, filling: rowsOf(Self.images, size: Self.size))
        let second = try other.computeGradients(
            labels: labels, filling: rowsOf(Self.images, size: Self.size))
        #expect(abs(first.lossSum - second.lossSum) <= 1e-5 * second.lossSum)
        let gradients = try other.gradients()
        for (name, gradient) in try one.gradients() {
            let expected = try #require(gradients[name]).values
            let largest = expected.reduce(0) { max($0, abs($1)) }
            expectClose(
                gradient.values, expected, absolute: isRounding(name) ? 2e-5 : 1e-6 + 1e-4 * largest,
                relative: 1e-4, name)
        }
        let parameters = try other.parameters()
        for (name, tensor) in try one.parameters().tensors where name.contains(".running_") {
            expectClose(
                tensor.values, try #require(parameters[name]).values, absolute: 1e-5, relative: 1e-5, name)
        }
        let expected = try #require(other.inputGradient()).values.prefix(count * Self.size)
        let largest = expected.reduce(0) { max($0, abs($1)) }
        expectClose(
            Array(try #require(one.inputGradient()).values.prefix(count * Self.size)), Array(expected),
            absolute: 1e-4 * largest, relative: 1e-4, "input gradient")
    }

    /// Expects three steps of two trainings to lead to the same bits, and away from the initial ones.
    func expectSameBits(threads: Int, precision: Precision) throws {
        var results: [Parameters] = []
        for _ in 0..<2 {
            let session = try session(threads: threads, precision: precision)
            for count in [40, 31, 40] {
                _ = try session.step(
                    labels: Array(Self.labels.prefix(count)), learningRate: 0.01,
                    filling: rowsOf(Self.images, size: Self.size))
            }
            results.append(try session.parameters())
        }
        #expect(results[0] == results[1])
        #expect(results[0].areFinite)
        #expect(results[0] != initial)
    }

    /// The logits of four images, of which the third one has a pixel that is no number.
    func spoiledLogits(batchSize: Int, threads: Int) throws -> [Float] {
        let session = try session(batchSize: batchSize, threads: threads)
        var images = Array(Self.images.prefix(4 * Self.size))
        images[2 * Self.size + 7] = .nan
        _ = try session.computeGradients(labels: [1, 2, 3, 4], filling: rowsOf(images, size: Self.size))
        return session.logits().values
    }

    /// Expects a small training to go on from a checkpoint to the same bits.
    ///
    /// - Parameters:
    ///   - normalization: the layer behind its convolution.
    ///   - filters: those of the convolution.
    static func expectSameBitsFromCheckpoints(of normalization: Layer, behind filters: Int) throws {
        let training = Training(
            architecture: try Architecture(
                input: Shape([1, 8, 8]),
                layers: [
                    .convolution2D(filters: filters, kernel: 3, stride: 1, padding: 1), normalization,
                    .relu, .flatten, .dense(units: 3),
                ]), optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01),
            learningRate: 0.01, schedule: .constant, epochs: 3, batchSize: 32, seed: 4, threads: 2)
        let images = try Bars.images(count: 90, stream: "train")
        try training.expectSameBitsFromCheckpoints(on: images, validation: images)
    }
}
