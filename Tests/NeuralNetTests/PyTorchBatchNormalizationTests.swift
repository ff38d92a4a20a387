import Foundation
import NeuralNet
import TestSupport
import Testing

/// Batch normalization against PyTorch: in one step, over ten, and in the trained network.
///
/// In front of it a convolution's bias has a gradient of 0, of which only rounding is left.
@Suite struct PyTorchBatchNormalizationTests {
    static let cases = ["plain", "blocked", "first", "last", "residual", "features"]

    @Test(arguments: cases, [(1, true), (1, false), (2, true), (2, false), (3, true)])
    func `logits, loss and gradients of a batch are PyTorch's`(
        name: String, threadsAndNeed: (threads: Int, needsInputGradient: Bool)
    ) throws {
        let bench = try Bench(name)
        let session = try bench.session(
            threads: threadsAndNeed.threads, needsInputGradient: threadsAndNeed.needsInputGradient)
        try bench.expectFirstBatch(of: session)
    }

    /// The numbers that an earlier, fuller batch left behind are no part of the batch's mean.
    @Test(arguments: cases, [(3, 2), (64, 1), (33, 3)])
    func `a batch with room left over has the statistics of its images alone`(
        name: String, roomAndThreads: (room: Int, threads: Int)
    ) throws {
        let bench = try Bench(name)
        let session = try bench.session(
            room: roomAndThreads.room, threads: roomAndThreads.threads, needsInputGradient: true)
        let fixture = try bench.runningMeans()
        try session.leaveRemains()
        #expect(try bench.runningMeans(of: session) != fixture)
        try bench.expectFirstBatch(of: session)
    }

    @Test(arguments: cases, [1, 2, 3])
    func `ten steps lead where PyTorch's lead, with the running statistics`(name: String, threads: Int) throws
    {
        let bench = try Bench(name)
        let session = try bench.session(threads: threads)
        try bench.fixture.expectTenSteps(
            of: session, learningRate: bench.description.optimizer.learningRate, losses: 1e-5,
            parameters: (absolute: 2e-5, relative: 5e-5))
    }

    @Test(arguments: cases, [1, 2])
    func `a trained network takes the running statistics`(name: String, threads: Int) throws {
        let bench = try Bench(name)
        let pixels = try bench.fixture.integers("pixels")
        let classified = try Classifier(
            architecture: bench.architecture,
            parameters: bench.fixture.parameters("after", for: bench.architecture), threads: threads
        ).classify(
            ImageSet(
                shape: bench.architecture.input, pixels: Data(pixels.map { UInt8($0) }),
                labels: Data(count: bench.batchSize), normalization: .unit))
        expectClose(
            classified.logits.values, try bench.fixture.tensor("usedLogits").values, absolute: 1e-5,
            relative: 1e-5, "logits")
    }
}

/// A case of the fixture, and what is computed of it here.
private struct Bench {
    let fixture: Fixture
    let description: Description
    let architecture: Architecture
    let batchSize: Int

    /// The networks of all cases by name, and beside them the optimizer of all.
    struct Description: Decodable {
        let optimizer: OptimizerDescription
        let networks: [String: NetworkDescription]

        private struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Name.self)
            optimizer = try members.decode(OptimizerDescription.self, forKey: Name(stringValue: "optimizer"))
            networks = try members.allKeys.filter { $0.stringValue != "optimizer" }.reduce(into: [:]) {
                $0[$1.stringValue] = try members.decode(NetworkDescription.self, forKey: $1)
            }
        }
    }

    init(_ name: String) throws {
        fixture = try Fixture("batch_normalization", part: name)
        description = try fixture.description()
        let network = try #require(description.networks[name])
        architecture = try network.architecture()
        batchSize = network.batchSize
    }

    func session(room: Int = 0, threads: Int, needsInputGradient: Bool = false) throws -> TrainingSession {
        try TrainingSession(
            architecture, parameters: fixture.parameters("parameter", for: architecture),
            optimizer: description.optimizer.optimizer, batchSize: batchSize + room, seed: 0,
            threads: threads,
            needsInputGradient: needsInputGradient)
    }

    func runningMeans(of session: TrainingSession? = nil) throws -> [Tensor] {
        let parameters = try session?.parameters() ?? fixture.parameters("parameter", for: architecture)
        return parameters.tensors.filter { $0.name.hasSuffix(".running_mean") }.map(\.tensor)
    }

    func expectFirstBatch(of session: TrainingSession) throws {
        let labels = Array(try fixture.integers("labels").prefix(batchSize))
        let step = try session.computeGradients(
            labels: labels, filling: rowsOf(fixture.tensor("inputs").values, size: architecture.input.count))
        let logits = try fixture.tensor("logits").values
        if session.batchSize == batchSize {
            expectClose(session.logits().values, logits, absolute: 5e-6, relative: 5e-6, "logits")
        }
        expectClose(
            [Float(step.lossSum / Double(batchSize))], try fixture.tensor("loss").values, absolute: 2e-6,
            relative: 2e-6, "loss")
        let gradients = try session.gradients()
        let trained = architecture.parameters.filter(\.tensor.isTrained).map(\.name)
        #expect(Set(gradients.keys) == Set(trained))
        for name in trained {
            let expected = try fixture.tensor("gradient.\(name)")
            let actual = try #require(gradients[name])
            #expect(actual.shape == expected.shape)
            expectClose(actual.values, expected.values, absolute: 5e-6, relative: 2e-5, name)
        }
        guard session.batchSize == batchSize, let inputGradient = session.inputGradient() else { return }
        expectClose(
            inputGradient.values, try fixture.tensor("inputGradient").values, absolute: 1e-6, relative: 2e-5,
            "input gradient")
    }
}
