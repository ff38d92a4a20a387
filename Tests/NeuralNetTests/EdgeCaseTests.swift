import NeuralNet
import TestSupport
import Testing

@Suite struct EdgeCaseTests {
    @Test func `a ReLU passes neither value nor gradient at zero`() throws {
        let fixture = try Fixture("edge_cases")
        let input = try fixture.tensor("relu.input")
        let result = try propagate(input, layer: .relu, fixture, "relu")
        expectClose(
            result.output, try fixture.tensor("relu.output").values, absolute: 0, relative: 0, "output")
        expectClose(
            result.gradient, try fixture.tensor("relu.inputGradient").values, absolute: 0, relative: 0,
            "gradient")
    }

    @Test func `a leaky rectifier's derivative at zero is its slope`() throws {
        let fixture = try Fixture("edge_cases")
        let input = try fixture.tensor("leaky_relu.input")
        let result = try propagate(input, layer: .leakyReLU(slope: 0.25), fixture, "leaky_relu")
        expectClose(
            result.output, try fixture.tensor("leaky_relu.output").values, absolute: 0, relative: 0, "output")
        expectClose(
            result.gradient, try fixture.tensor("leaky_relu.inputGradient").values, absolute: 0, relative: 0,
            "gradient")
    }

    @Test(arguments: [
        ("pool", 2, 2, 0), ("pool_overlapping", 2, 1, 0), ("pool_wide", 3, 2, 0), ("pool_padded", 3, 2, 1),
    ])
    func `a pooling window's gradient goes to the first of equal largest elements`(
        name: String, size: Int, stride: Int, padding: Int
    ) throws {
        let fixture = try Fixture("edge_cases")
        let input = try fixture.tensor("\(name).input")
        let layer = Layer.maxPooling2D(size: size, stride: stride, padding: padding)
        let result = try propagate(input, layer: layer, fixture, name)
        expectClose(
            result.output, try fixture.tensor("\(name).output").values, absolute: 0, relative: 0, "output")
        // Overlapping windows accumulate their gradients in another order.
        expectClose(
            result.gradient, try fixture.tensor("\(name).inputGradient").values, absolute: 1e-6,
            relative: 1e-6, "gradient")
    }

    @Test(arguments: ["crossEntropy", "crossEntropy_huge"])
    func `cross-entropy stays exact for large logits`(name: String) throws {
        let fixture = try Fixture("edge_cases")
        let logits = try fixture.tensor("\(name).logits")
        let labels = try fixture.integers("\(name).labels")
        let architecture = try Architecture(
            input: Shape(Array(logits.shape.dimensions.dropFirst())), layers: [])
        let session = try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 0),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: labels.count, seed: 0,
            threads: 1, needsInputGradient: true)
        let step = try session.computeGradients(
            labels: labels, filling: rowsOf(logits.values, size: architecture.input.count))
        expectClose(
            [Float(step.lossSum / Double(labels.count))], try fixture.tensor("\(name).loss").values,
            absolute: 1e-6, relative: 1e-6, "loss")
        expectClose(
            try #require(session.inputGradient()).values, try fixture.tensor("\(name).logitsGradient").values,
            absolute: 1e-7, relative: 1e-5, "gradient")
    }

    private func propagate(
        _ input: Tensor, layer: Layer, _ fixture: Fixture, _ name: String
    ) throws -> (output: [Float], gradient: [Float]) {
        let architecture = try Architecture(
            input: Shape(Array(input.shape.dimensions.dropFirst())), layers: [layer])
        let session = try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 0),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false),
            batchSize: input.shape.dimensions[0], seed: 0, threads: 1, needsInputGradient: true)
        let result = try session.propagate(
            input, outputGradient: fixture.tensor("\(name).outputGradient"))
        return (result.output, try #require(result.inputGradient).values)
    }
}
