import NeuralNet
import TestSupport
import Testing

/// Logits, loss and every gradient against PyTorch. PyTorch's own rounding error is about 1e-7 relative to the
/// largest term of a sum; different summation orders differ by a small multiple of it.
@Suite struct PyTorchNetworkTests {
    static let names = [
        "network_digits", "network_odd", "network_channels", "network_dense", "network_one", "network_seven",
        "network_smooth", "network_pooled", "network_convolutions", "network_residual",
        "network_padded",
    ]

    /// Without the gradient of its input, a network may compute its first layers in another way.
    @Test(arguments: names, [(1, true), (1, false), (2, true), (2, false), (3, true), (3, false)])
    func `a network's logits, loss and gradients are PyTorch's`(
        name: String, threadsAndNeed: (threads: Int, needsInputGradient: Bool)
    ) throws {
        let (threads, needsInputGradient) = threadsAndNeed
        let fixture = try Fixture(name)
        let description: NetworkDescription = try fixture.description()
        let architecture = try description.architecture()
        let session = try fixture.session(
            architecture, batchSize: description.batchSize, threads: threads,
            needsInputGradient: needsInputGradient)
        let input = try fixture.tensor("input")
        let labels = try fixture.integers("labels")
        let step = try session.computeGradients(
            labels: labels, filling: rowsOf(input.values, size: architecture.input.count))

        let logits = try fixture.tensor("logits")
        #expect(session.logits().shape == logits.shape)
        expectClose(session.logits().values, logits.values, absolute: 2e-6, relative: 2e-6, "logits")
        expectClose(
            [Float(step.lossSum / Double(labels.count))], try fixture.tensor("loss").values, absolute: 5e-7,
            relative: 5e-7, "loss")
        let gradients = try session.gradients()
        #expect(Set(gradients.keys) == Set(architecture.parameters.map(\.name)))
        for parameter in architecture.parameters {
            let expected = try fixture.tensor("gradient.\(parameter.name)")
            let actual = try #require(gradients[parameter.name])
            #expect(actual.shape == expected.shape)
            expectClose(actual.values, expected.values, absolute: 1e-6, relative: 1e-5, parameter.name)
        }
        guard needsInputGradient else { return }
        let inputGradient = try #require(session.inputGradient())
        expectClose(
            inputGradient.values, try fixture.tensor("inputGradient").values, absolute: 1e-7, relative: 1e-5,
            "input gradient")
    }

    /// The last batch of an epoch: fewer images than the kernels' batch size.
    @Test(arguments: names, [(3, 2), (64, 1), (64, 2), (33, 3)])
    func `a batch that is not full has the gradients of its images alone`(
        name: String, roomAndThreads: (room: Int, threads: Int)
    ) throws {
        let fixture = try Fixture(name)
        let description: NetworkDescription = try fixture.description()
        let architecture = try description.architecture()
        let session = try fixture.session(
            architecture, batchSize: description.batchSize + roomAndThreads.room,
            threads: roomAndThreads.threads)
        let input = try fixture.tensor("input")
        let labels = try fixture.integers("labels")
        try session.leaveRemains()
        let step = try session.computeGradients(
            labels: labels, filling: rowsOf(input.values, size: architecture.input.count))
        expectClose(
            [Float(step.lossSum / Double(labels.count))], try fixture.tensor("loss").values, absolute: 5e-7,
            relative: 5e-7, "loss")
        for (name, gradient) in try session.gradients() {
            let expected = try fixture.tensor("gradient.\(name)")
            expectClose(gradient.values, expected.values, absolute: 1e-6, relative: 1e-5, name)
        }
    }
}
