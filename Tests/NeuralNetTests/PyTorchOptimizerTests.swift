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
        let inputs = try fixture.tensor("inputs")
        let labels = try fixture.integers("labels")
        let size = inputs.values.count / 10
        var losses: [Float] = []
        for step in 0..<10 {
            let batch = inputs.values[step * size..<(step + 1) * size]
            let result = try session.step(
                labels: Array(labels[step * batchSize..<(step + 1) * batchSize]),
                learningRate: description.optimizer.learningRate,
                filling: rowsOf(Array(batch), size: architecture.input.count))
            losses.append(Float(result.lossSum / Double(batchSize)))
        }
        expectClose(losses, try fixture.tensor("losses").values, absolute: 2e-6, relative: 2e-6, "losses")
        let parameters = try session.parameters()
        for parameter in architecture.parameters {
            let expected = try fixture.tensor("after.\(parameter.name)")
            let actual = try #require(parameters[parameter.name])
            #expect(actual.shape == expected.shape)
            expectClose(actual.values, expected.values, absolute: 5e-6, relative: 1e-5, parameter.name)
        }
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

    private struct OptimizerDescription: Decodable {
        let kind: String
        let learningRate: Double
        let momentum: Double?
        let weightDecay: Double
        let nesterov: Bool?
        let beta1: Double?
        let beta2: Double?
        let epsilon: Double?

        var optimizer: Optimizer {
            switch kind {
            case "sgd": .sgd(momentum: momentum!, weightDecay: weightDecay, nesterov: nesterov!)
            case "adam": .adam(beta1: beta1!, beta2: beta2!, epsilon: epsilon!, weightDecay: weightDecay)
            case "adamw": .adamW(beta1: beta1!, beta2: beta2!, epsilon: epsilon!, weightDecay: weightDecay)
            default: preconditionFailure("an optimizer '\(kind)'")
            }
        }
    }
}
