import Foundation
import NeuralNet
import Testing

@Suite struct NetworkErrorTests {
    @Test(arguments: [
        (
            NetworkError.primitive(operation: "dense", status: "out of memory", shapes: ["2×3", "4×3"]),
            "oneDNN failed at 'dense' (out of memory) for 2×3, 4×3"
        ),
        (
            .primitive(operation: "open the processor", status: "no result", shapes: []),
            "oneDNN failed at 'open the processor' (no result)"
        ),
        (
            .threads(wanted: 8, allowed: 2),
            "8 threads were requested, but the system allows only 2: use fewer"
        ),
        (
            .memory(needed: 5 << 20, available: 3 << 20),
            "the network needs about 5 MiB, but the machine has 3 MiB: make it smaller, or its batches"
        ),
        (
            .diverged(epoch: 2, step: 7, learningRate: 0.1 + 0.2),
            "the loss is no longer a number in epoch 2, step 7, at a learning rate of 0.3; try a lower one"
        ),
        (
            .diverged(epoch: 1, step: 2, learningRate: 1e300),
            "the loss is no longer a number in epoch 1, step 2, at a learning rate of 1e+300; try a lower one"
        ),
        (.parameters("there is no tensor 'a'"), "there is no tensor 'a'"), (.data("no images"), "no images"),
    ])
    func `an error says what happened and what to do next`(error: NetworkError, text: String) {
        #expect(error.description == text)
    }

    @Test func `no more threads are started than there are images`() throws {
        let architecture = try Architecture(input: Shape([2]), layers: [])
        let session = try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 0),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 3, seed: 0,
            threads: .max)
        let step = try session.computeGradients(
            labels: [0, 1, 1], filling: rowsOf([2, 1, 1, 2, 2, 1], size: 2))
        #expect(step.correct == 2)
        #expect(session.logits().values == [2, 1, 1, 2, 2, 1])
        let result = try Classifier(
            architecture: architecture, parameters: Parameters(initializing: architecture, seed: 0),
            threads: .max
        ).classify(
            ImageSet(
                shape: Shape([2]), pixels: Data([0, 255, 255, 0, 0, 255]), labels: Data([0, 0, 1]),
                normalization: .unit))
        #expect(result.predictions == [1, 0, 1])
    }
}
