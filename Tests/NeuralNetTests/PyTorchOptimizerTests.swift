import NeuralNet
import TestSupport
import Testing

/// Ten steps of each optimizer against PyTorch: the loss of each step and every parameter at the end. Errors of a step
/// (about 1e-7) accumulate over ten; Adam divides by the gradient's size, which amplifies them where it is small.
@Suite struct PyTorchOptimizerTests {
    @Test(arguments: [
        "optimizer_sgd", "optimizer_sgd_momentum", "optimizer_sgd_weight_decay", "optimizer_sgd_nesterov",
        "optimizer_adam", "optimizer_adam_weight_decay", "optimizer_adamw",
    ])
    func `ten steps lead where PyTorch's lead`(name: String) throws {
        let fixture = try Fixture(name)
        let description: OptimizerCase = try fixture.description()
        let architecture = try description.network.architecture()
        let batchSize = description.network.batchSize
        let session = try TrainingSession(
            architecture, parameters: fixture.parameters("parameter", for: architecture),
            optimizer: description.optimizer.optimizer, batchSize: batchSize, seed: 0, threads: 2)
        try fixture.expectTenSteps(
            of: session, learningRate: description.optimizer.learningRate, losses: 2e-6,
            parameters: (absolute: 5e-6, relative: 1e-5))
    }

    /// The first step has no velocity yet, so momentum changes nothing there; the cases above tie it to PyTorch.
    @Test func `a first step decays weights the same without momentum as with it`() throws {
        let fixture = try Fixture("optimizer_sgd_weight_decay")
        let description: OptimizerCase = try fixture.description()
        let architecture = try description.network.architecture()
        let batchSize = description.network.batchSize
        let inputs = try fixture.tensor("inputs")
        let labels = try fixture.integers("labels")
        func parameters(momentum: Double, weightDecay: Double) throws -> Parameters {
            let session = try TrainingSession(
                architecture, parameters: fixture.parameters("parameter", for: architecture),
                optimizer: .sgd(momentum: momentum, weightDecay: weightDecay, nesterov: false),
                batchSize: batchSize, seed: 0, threads: 2)
            _ = try session.step(
                labels: Array(labels.prefix(batchSize)), learningRate: 0.5,
                filling: rowsOf(inputs.values, size: architecture.input.count))
            return try session.parameters()
        }
        let plain = try parameters(momentum: 0, weightDecay: 0.1)
        let moved = try parameters(momentum: 0.9, weightDecay: 0.1)
        let undecayed = try parameters(momentum: 0, weightDecay: 0)
        for (name, tensor) in plain.tensors {
            let expected = try #require(moved[name])
            expectClose(tensor.values, expected.values, absolute: 1e-6, relative: 1e-6, name)
            #expect(tensor != undecayed[name])
        }
    }

    private struct OptimizerCase: Decodable {
        let network: NetworkDescription
        let optimizer: OptimizerDescription
    }
}
