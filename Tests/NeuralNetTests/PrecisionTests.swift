import Foundation
import NeuralNet
import TestSupport
import Testing

/// Bfloat16 has 8 bits of precision, so each rounding has a relative error of up to 2⁻⁹.
///
/// PyTorch's own bfloat16 (`torch.autocast("cpu", torch.bfloat16)`, 2.15) is off by as much on the same networks:
/// logits by up to 0.0103, gradients of dense layers by up to 0.7 % of their length, those of convolutions before a max
/// pooling by up to 16 %, because a rounding may make another element of a window the largest.
@Suite struct PrecisionTests {
    @Test(arguments: PyTorchNetworkTests.names, [1, 2, 3])
    func `in bfloat16 a network's logits, loss and gradients are nearly PyTorch's`(
        name: String, threads: Int
    ) throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        let fixture = try Fixture(name)
        let description: NetworkDescription = try fixture.description()
        let architecture = try description.architecture()
        let session = try fixture.session(
            architecture, batchSize: description.batchSize, threads: threads, precision: .bfloat16)
        let input = try fixture.tensor("input")
        let labels = try fixture.integers("labels")
        let step = try session.computeGradients(
            labels: labels, filling: rowsOf(input.values, size: architecture.input.count))
        let logits = try fixture.tensor("logits").values
        // Float32 would be within 1e-6.
        #expect(zip(session.logits().values, logits).contains { abs($0 - $1) > 1e-4 })
        expectClose(session.logits().values, logits, absolute: 0.015, relative: 0.01, "logits")
        expectClose(
            [Float(step.lossSum / Double(labels.count))], try fixture.tensor("loss").values, absolute: 0.005,
            relative: 0.005, "loss")
        // The deeper a network, the more often its values are rounded.
        let dense = name == "network_residual" ? 0.03 : 0.015
        for (name, gradient) in try session.gradients() {
            let expected = try fixture.tensor("gradient.\(name)").values
            let tolerance = name.hasPrefix("dense") ? dense : 0.2
            let difference = zip(gradient.values, expected).reduce(0.0) { $0 + pow(Double($1.0 - $1.1), 2) }
            let size = expected.reduce(0.0) { $0 + Double($1) * Double($1) }
            #expect(
                difference <= tolerance * tolerance * size, "\(name): \((difference / size).squareRoot())")
        }
    }

    @Test func `images may be pooled before anything else`() throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        let architecture = try Architecture(
            input: Shape([2, 6, 4]), layers: [.maxPooling2D(size: 2, stride: 2), .flatten, .dense(units: 3)])
        let images = RandomStream(seed: 5, stream: "images").uniforms(count: 3 * 48)
        func logits(_ precision: Precision) throws -> [Float] {
            let session = try TrainingSession(
                architecture, parameters: Parameters(initializing: architecture, seed: 2),
                optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 3, seed: 0,
                threads: 1, precision: precision)
            _ = try session.computeGradients(labels: [0, 1, 2], filling: rowsOf(images, size: 48))
            return session.logits().values
        }
        expectClose(try logits(.bfloat16), try logits(.float32), absolute: 0.01, relative: 0.01, "logits")
    }

    @Test func `dropout acts in bfloat16 as in Float32`() throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        let architecture = try Architecture(
            input: Shape([64]), layers: [.dense(units: 64), .dropout(rate: 0.5), .dense(units: 64)])
        // Two identities, so that the output shows what was dropped.
        let identity = Tensor(
            shape: Shape([64, 64]), values: (0..<64 * 64).map { $0 / 64 == $0 % 64 ? 1 : 0 })
        let zeros = Tensor(shape: Shape([64]), values: [Float](repeating: 0, count: 64))
        let parameters = try Parameters(
            for: architecture,
            from: [
                "dense1.weight": identity, "dense1.bias": zeros, "dense2.weight": identity,
                "dense2.bias": zeros,
            ])
        func output(_ precision: Precision) throws -> [Float] {
            let session = try TrainingSession(
                architecture, parameters: parameters,
                optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 2, seed: 3,
                threads: 2, precision: precision)
            _ = try session.computeGradients(labels: [1, 2]) { _, images in
                for index in images.indices { images[index] = Float(index % 64 + 1) }
            }
            return session.logits().values
        }
        let exact = try output(.float32)
        #expect(exact.contains(0) && exact.contains(2))
        // Whole numbers up to 128 are whole in bfloat16.
        #expect(try output(.bfloat16) == exact)
    }

    @Test func `the trained parameters keep changes that bfloat16 would round away`() throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        let architecture = try Architecture(input: Shape([16]), layers: [.dense(units: 16)])
        let session = try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 2),
            optimizer: .sgd(momentum: 0, weightDecay: 0.5, nesterov: false), batchSize: 1, seed: 0,
            threads: 1, precision: .bfloat16)
        let before = try #require(try session.parameters()["dense1.weight"])
        for _ in 0..<10 {
            // Images of zeros leave only the decay: each step takes 2⁻¹² of a weight.
            _ = try session.step(labels: [0], learningRate: 0x1p-11) { _, images in
                images.update(repeating: 0)
            }
        }
        let after = try #require(try session.parameters()["dense1.weight"])
        let expected = before.values.map { $0 * Float(pow(1 - 0x1p-12, 10)) }
        expectClose(after.values, expected, absolute: 1e-7, relative: 1e-6, "weights")
    }

    @Test func `each step computes with the parameters that the step before left`() throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        let architecture = try Architecture(
            input: Shape([1, 12, 12]),
            layers: [
                .convolution2D(filters: 16, kernel: 3, stride: 1, padding: 1), .relu,
                .maxPooling2D(size: 2, stride: 2),
                .convolution2D(filters: 16, kernel: 3, stride: 1, padding: 1), .relu, .flatten,
                .dense(units: 32), .relu, .dense(units: 4),
            ])
        let labels = (0..<16).map { $0 * 5 % 4 }
        // The higher the class, the brighter the image, so that there is something to learn at once.
        let noise = RandomStream(seed: 8, stream: "images").uniforms(count: 16 * 144)
        let images = noise.indices.map { noise[$0] * Float(labels[$0 / 144]) }
        // The same batch again and again: its loss falls step by step, as in Float32.
        func losses(_ precision: Precision) throws -> [Float] {
            let session = try TrainingSession(
                architecture, parameters: Parameters(initializing: architecture, seed: 6),
                // Steps in proportion to the gradient: Adam's first ones follow its sign, which a rounding may change.
                optimizer: .sgd(momentum: 0.9, weightDecay: 0, nesterov: false), batchSize: 16,
                seed: 0, threads: 2, precision: precision)
            return try (0..<12).map { _ in
                let step = try session.step(
                    labels: labels, learningRate: 0.04, filling: rowsOf(images, size: 144))
                return Float(step.lossSum / 16)
            }
        }
        let exact = try losses(.float32)
        #expect(exact[11] < exact[0] - 0.3, "\(exact)")
        expectClose(try losses(.bfloat16), exact, absolute: 0.01, relative: 0.01, "losses")
    }
}
