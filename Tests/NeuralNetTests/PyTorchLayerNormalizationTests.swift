import Foundation
import NeuralNet
import TestSupport
import Testing

/// Layer normalization against PyTorch: in one step, and in the trained network.
@Suite struct PyTorchLayerNormalizationTests {
    static let cases = ["plain", "blocked", "first", "last", "residual", "features"]

    @Test(arguments: cases, [(1, true), (1, false), (2, true), (2, false), (3, true)])
    func `logits, loss and gradients of a batch are PyTorch's`(
        name: String, threadsAndNeed: (threads: Int, needsInputGradient: Bool)
    ) throws {
        let bench = try Bench(name)
        let session = try bench.session(
            threads: threadsAndNeed.threads, needsInputGradient: threadsAndNeed.needsInputGradient)
        try bench.expectBatch(of: session)
    }

    /// The numbers that an earlier, fuller batch left behind are no part of the gradients.
    @Test(arguments: cases, [(3, 2), (64, 1), (33, 3)])
    func `a batch with room left over gives the gradients of its images alone`(
        name: String, roomAndThreads: (room: Int, threads: Int)
    ) throws {
        let bench = try Bench(name)
        let session = try bench.session(
            room: roomAndThreads.room, threads: roomAndThreads.threads, needsInputGradient: true)
        try session.leaveRemains()
        try bench.expectBatch(of: session)
    }

    @Test(arguments: cases, [1, 2])
    func `a trained network computes what PyTorch's does`(name: String, threads: Int) throws {
        let bench = try Bench(name)
        let (shape, count) = (bench.architecture.input, bench.batchSize)
        let classified = try Classifier(
            architecture: bench.architecture,
            parameters: bench.fixture.parameters("parameter", for: bench.architecture), threads: threads
        ).classify(
            ImageSet(
                shape: shape, pixels: Data((0..<count * shape.count).map { UInt8($0 * 37 % 251) }),
                labels: Data(count: count), normalization: .unit))
        expectClose(
            classified.logits.values, try bench.fixture.tensor("usedLogits").values, absolute: 5e-6,
            relative: 5e-6, "logits")
    }
}

/// A case of the fixture, and what is computed of it here.
private struct Bench {
    let fixture: Fixture
    let architecture: Architecture
    let batchSize: Int

    init(_ name: String) throws {
        fixture = try Fixture("layer_normalization", part: name)
        let networks: [String: NetworkDescription] = try fixture.description()
        let network = try #require(networks[name])
        architecture = try network.architecture()
        batchSize = network.batchSize
    }

    func session(room: Int = 0, threads: Int, needsInputGradient: Bool) throws -> TrainingSession {
        try fixture.session(
            architecture, batchSize: batchSize + room, threads: threads,
            needsInputGradient: needsInputGradient)
    }

    func expectBatch(of session: TrainingSession) throws {
        let step = try session.computeGradients(
            labels: fixture.integers("labels"),
            filling: rowsOf(fixture.tensor("input").values, size: architecture.input.count))
        expectClose(
            Array(session.logits().values.prefix(batchSize * architecture.output.count)),
            try fixture.tensor("logits").values, absolute: 5e-6, relative: 5e-6, "logits")
        expectClose(
            [Float(step.lossSum / Double(batchSize))], try fixture.tensor("loss").values, absolute: 2e-6,
            relative: 2e-6, "loss")
        let gradients = try session.gradients()
        #expect(Set(gradients.keys) == Set(architecture.parameters.map(\.name)))
        for (name, actual) in gradients {
            let expected = try fixture.tensor("gradient.\(name)")
            #expect(actual.shape == expected.shape)
            expectClose(actual.values, expected.values, absolute: 2e-6, relative: 2e-5, name)
        }
        guard let inputGradient = session.inputGradient() else { return }
        let size = batchSize * architecture.input.count
        expectClose(
            Array(inputGradient.values.prefix(size)), try fixture.tensor("inputGradient").values,
            absolute: 1e-6, relative: 2e-5, "input gradient")
    }
}
