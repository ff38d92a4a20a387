import NeuralNet
import TestSupport
import Testing

/// A batch whose values do not fit into a core's cache is computed in parts; the results must not depend on that.
@Suite struct BatchPartTests {
    /// An image's values take up to 100 kB, so that 40 images make several parts on one thread, and on two.
    private static let networks: [String: [Layer]] = [
        "plain": [
            .convolution2D(filters: 32, kernel: 3, stride: 1, padding: 1), .relu,
            .maxPooling2D(size: 2, stride: 2),
            .convolution2D(filters: 16, kernel: 3, stride: 1, padding: 1), .relu,
            .maxPooling2D(size: 2, stride: 2), .flatten, .dense(units: 10),
        ],
        // Functions whose derivative needs their argument, pooling over whole images, and two ways that meet.
        "residual": [
            unbiased(32), .gelu,
            .residual([unbiased(32), .silu, unbiased(32, groups: 4), .relu]),
            .averagePooling2D(size: 2, stride: 2),
            .residual(
                [unbiased(16, stride: 2), .tanh], shortcut: [unbiased(16, stride: 2), .sigmoid]),
            .globalAveragePooling2D, .dense(units: 10),
        ],
        "pooled": [
            unbiased(32), .relu, .maxPooling2D(size: 2, stride: 2), unbiased(32), .relu, unbiased(16),
            .globalMaxPooling2D, .dense(units: 10),
        ],
    ]

    private static func unbiased(_ filters: Int, stride: Int = 1, groups: Int = 1) -> Layer {
        var layer = Convolution2D()
        (layer.filters, layer.kernel, layer.stride, layer.padding) = (filters, 3, stride, 1)
        (layer.groups, layer.hasBias) = (groups, false)
        return Layer(layer)
    }

    private static func session(
        _ network: String, batchSize: Int, threads: Int
    ) throws -> TrainingSession {
        let architecture = try Architecture(
            input: Shape([1, 28, 28]), layers: #require(networks[network]))
        return try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 4),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: batchSize, seed: 0,
            threads: threads, needsInputGradient: true)
    }

    @Test(arguments: ["plain", "residual", "pooled"], [(40, 1), (40, 2), (37, 2), (3, 2)])
    func `a batch in parts has the logits and the gradients of its images one by one`(
        network: String, countAndThreads: (count: Int, threads: Int)
    ) throws {
        let (count, threads) = countAndThreads
        let random = RandomStream(seed: 1, stream: "images")
        let pixels = random.uniforms(count: 40 * 784)
        let labels = (0..<40).map { $0 * 7 % 10 }
        let session = try Self.session(network, batchSize: 40, threads: threads)
        // The remains of an earlier, fuller batch must not count.
        _ = try session.computeGradients(
            labels: labels, filling: rowsOf(pixels.map { 1 - $0 }, size: 784))
        let step = try session.computeGradients(
            labels: Array(labels.prefix(count)), filling: rowsOf(pixels, size: 784))

        let single = try Self.session(network, batchSize: 1, threads: 1)
        var logits: [Float] = []
        var inputGradient: [Float] = []
        var lossSum = 0.0
        var sums: [String: [Double]] = [:]
        for index in 0..<count {
            let image = Array(pixels[index * 784..<(index + 1) * 784])
            lossSum += try single.computeGradients(labels: [labels[index]], filling: rowsOf(image, size: 784))
                .lossSum
            logits += single.logits().values
            inputGradient += try #require(single.inputGradient()).values.map { $0 / Float(count) }
            for (name, gradient) in try single.gradients() {
                let old = sums[name] ?? [Double](repeating: 0, count: gradient.values.count)
                sums[name] = zip(old, gradient.values).map { $0 + Double($1) / Double(count) }
            }
        }
        #expect(abs(step.lossSum - lossSum) <= 1e-5 * lossSum)
        expectClose(
            Array(session.logits().values.prefix(count * 10)), logits, absolute: 1e-5, relative: 1e-5,
            "logits")
        let actual = try session.gradients()
        for (name, sum) in sums {
            // Winograd's algorithm rounds to about 1e-5 of the largest terms.
            expectClose(
                try #require(actual[name]).values, sum.map { Float($0) }, absolute: 2e-5, relative: 1e-4,
                name)
        }
        expectClose(
            Array(try #require(session.inputGradient()).values.prefix(count * 784)), inputGradient,
            absolute: 1e-5, relative: 1e-4, "input gradient")
    }
}
