import NeuralNet
import TestSupport
import Testing

/// An optimizer as the fixtures describe it.
struct OptimizerDescription: Decodable {
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

extension Fixture {
    /// Takes the case's ten steps, each with a batch of its own, and compares the loss before each and every parameter
    /// after them.
    ///
    /// - Parameters:
    ///   - session: a session of the batches' size on the parameters before the steps.
    ///   - losses: the tolerance of the losses, absolute and relative.
    ///   - parameters: the tolerance of the parameters.
    func expectTenSteps(
        of session: TrainingSession, learningRate: Double, losses tolerance: Float,
        parameters: (absolute: Float, relative: Float)
    ) throws {
        let (inputs, labels) = (try tensor("inputs"), try integers("labels"))
        let (size, count) = (inputs.values.count / 10, session.batchSize)
        try #require(labels.count == 10 * count)
        var losses: [Float] = []
        for step in 0..<10 {
            let result = try session.step(
                labels: Array(labels[step * count..<(step + 1) * count]), learningRate: learningRate,
                filling: rowsOf(
                    Array(inputs.values[step * size..<(step + 1) * size]),
                    size: session.architecture.input.count))
            losses.append(Float(result.lossSum / Double(count)))
        }
        expectClose(losses, try tensor("losses").values, absolute: tolerance, relative: tolerance, "losses")
        let after = try session.parameters()
        for name in session.architecture.parameters.map(\.name) {
            let expected = try tensor("after.\(name)")
            let actual = try #require(after[name])
            #expect(actual.shape == expected.shape)
            expectClose(
                actual.values, expected.values, absolute: parameters.absolute,
                relative: parameters.relative, name)
        }
    }
}
