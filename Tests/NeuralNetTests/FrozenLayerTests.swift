import NeuralNet
import TestSupport
import Testing

/// Layers that are not trained: three steps of the rest against PyTorch, and no bit of theirs changed.
@Suite struct FrozenLayerTests {
    private static let steps = 3

    @Test(arguments: ["plain", "blocked", "last"], [1, 2, 3])
    func `three steps of the other layers lead where PyTorch's lead, and the frozen ones stay to the bit`(
        name: String, threads: Int
    ) throws {
        let fixture = try Fixture("frozen", part: name)
        let cases: [String: FrozenCase] = try fixture.description()
        let one = try #require(cases[name])
        let session = try one.session(fixture, threads: threads)
        let losses = try one.train(session, fixture)
        expectClose(losses, try fixture.tensor("losses").values, absolute: 1e-5, relative: 1e-5, "losses")
        let given = try fixture.parameters("parameter", for: session.architecture)
        let frozen = one.frozenTensors(of: session.architecture)
        #expect(!frozen.isEmpty)
        for (name, tensor) in try session.parameters().tensors {
            if frozen.contains(name) {
                #expect(tensor == given[name], "\(name)")
            } else {
                expectClose(
                    tensor.values, try fixture.tensor("after.\(name)").values, absolute: 2e-5,
                    relative: 5e-5, name)
            }
        }
        for (name, tensor) in try session.result().tensors {
            if frozen.contains(name) {
                #expect(tensor == given[name], "result \(name)")
            } else {
                let kept = one.averageDecay == nil ? "after" : "average"
                expectClose(
                    tensor.values, try fixture.tensor("\(kept).\(name)").values, absolute: 2e-5,
                    relative: 5e-5, "result \(name)")
            }
        }
    }

    @Test(arguments: ["plain", "blocked", "last"])
    func `frozen tensors have no gradient and no state of the optimizer`(name: String) throws {
        let fixture = try Fixture("frozen", part: name)
        let cases: [String: FrozenCase] = try fixture.description()
        let one = try #require(cases[name])
        let session = try one.session(fixture, threads: 2)
        _ = try one.train(session, fixture)
        let frozen = one.frozenTensors(of: session.architecture)
        let trained = session.architecture.parameters.filter {
            $0.tensor.isTrained && !frozen.contains($0.name)
        }
        #expect(try Set(session.gradients().keys) == Set(trained.map(\.name)))
        let state = try session.state()
        for (specification, moments) in zip(session.architecture.parameters, state.moments) {
            let isTrained = trained.contains { $0.name == specification.name }
            #expect(moments.count == (isTrained ? one.momentCount : 0), "\(specification.name)")
        }
    }

    /// Some kernels hold their weights in bfloat16 alone, which rounds them.
    @Test(arguments: ["plain", "blocked", "last"])
    func `frozen layers stay to the bit in bfloat16, too`(name: String) throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        let fixture = try Fixture("frozen", part: name)
        let cases: [String: FrozenCase] = try fixture.description()
        let one = try #require(cases[name])
        let session = try one.session(fixture, threads: 2, precision: .bfloat16)
        let losses = try one.train(session, fixture)
        let expected = try fixture.tensor("losses").values
        // PyTorch's own bfloat16 (`torch.autocast`, 2.15), for images off by up to 2⁻⁹ of each number, is off by up to
        // 0.013 before the first step and by up to 0.058 after it; after the second by 0.32, as much as training changes.
        for (step, tolerance) in [Float(0.03), 0.12].enumerated() {
            expectClose(
                [losses[step]], [expected[step]], absolute: tolerance, relative: 0, "loss of step \(step)")
        }
        let given = try fixture.parameters("parameter", for: session.architecture)
        let frozen = one.frozenTensors(of: session.architecture)
        for parameters in [try session.parameters(), try session.result(), try session.state().parameters] {
            for (name, tensor) in parameters.tensors {
                #expect((tensor == given[name]) == frozen.contains(name), "\(name)")
            }
        }
    }

    @Test(arguments: [1, 2])
    func `a training with frozen layers resumes from stored checkpoints to the same bits`(threads: Int) throws
    {
        let training = try Self.training(threads: threads)
        let images = try Bars.images(count: 70, stream: "train")
        let whole = try training.expectSameBitsFromCheckpoints(on: images, validation: images)
        let initial = try #require(training.initial)
        for specification in training.architecture.parameters {
            let name = specification.name
            #expect((whole.parameters[name] == initial[name]) == (specification.layer < 4), "\(name)")
        }
    }

    @Test func `a checkpoint without frozen layers needs the optimizer's state of all`() throws {
        let training = try Self.training(threads: 1)
        var checkpoints: [TrainingCheckpoint] = []
        _ = try training.run(
            on: Bars.images(count: 20, stream: "train"), validation: nil,
            keep: { checkpoints.append($0) }, progress: { _ in })
        #expect(throws: NetworkError.parameters("there is no tensor 'conv1.weight/0' of Float32")) {
            try TrainingCheckpoint(
                decoding: checkpoints[0].encoded(), of: training.architecture,
                optimizer: training.optimizer, hasAverage: true)
        }
    }

    @Test func `initial parameters of another network are refused`() throws {
        let other = try Architecture(input: Shape([1, 8, 8]), layers: [.flatten, .dense(units: 3)])
        let training = try Self.training(
            threads: 1, initial: Parameters(initializing: other, seed: 1))
        #expect(
            throws: NetworkError.parameters("the initial parameters are those of another network")
        ) {
            try training.run(on: Bars.images(count: 20, stream: "train"), validation: nil) { _ in }
        }
    }

    /// A training of a network of which convolution and batch normalization are frozen.
    private static func training(threads: Int, initial: Parameters? = nil) throws -> Training {
        let architecture = try Architecture(
            input: Shape([1, 8, 8]),
            layers: [
                .convolution2D(filters: 16, kernel: 3, stride: 1, padding: 1), .batchNormalization2D, .relu,
                .dropout(rate: 0.5), .maxPooling2D(size: 2, stride: 2), .flatten, .dense(units: 12), .relu,
                .dropout(rate: 0.2), .dense(units: 3),
            ])
        return Training(
            architecture: architecture,
            optimizer: .adamW(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.5), learningRate: 0.01,
            schedule: .constant, epochs: 3, batchSize: 32, seed: 4, threads: threads,
            options: UpdateOptions(gradientLimit: 0.5, averageDecay: 0.9, frozenLayers: 4),
            initial: initial ?? Parameters(initializing: architecture, seed: 11))
    }

    private struct FrozenCase: Decodable {
        let network: NetworkDescription
        let optimizer: OptimizerDescription
        let frozenLayers: Int
        let clipNorm: Double?
        let averageDecay: Double?

        var momentCount: Int { optimizer.kind == "sgd" ? 1 : 2 }

        func session(
            _ fixture: Fixture, threads: Int, precision: Precision = .float32
        ) throws -> TrainingSession {
            let architecture = try network.architecture()
            return try TrainingSession(
                architecture, parameters: fixture.parameters("parameter", for: architecture),
                optimizer: optimizer.optimizer,
                options: UpdateOptions(
                    gradientLimit: clipNorm, averageDecay: averageDecay, frozenLayers: frozenLayers),
                batchSize: network.batchSize, seed: 0, threads: threads, precision: precision)
        }

        /// The losses of the steps, each before its update.
        func train(_ session: TrainingSession, _ fixture: Fixture) throws -> [Float] {
            let inputs = try fixture.tensor("inputs").values
            let labels = try fixture.integers("labels")
            let (size, batchSize) = (inputs.count / steps, network.batchSize)
            return try (0..<steps).map { step in
                let result = try session.step(
                    labels: Array(labels[step * batchSize..<(step + 1) * batchSize]),
                    learningRate: optimizer.learningRate,
                    filling: rowsOf(
                        Array(inputs[step * size..<(step + 1) * size]),
                        size: session.architecture.input.count))
                return Float(result.lossSum / Double(batchSize))
            }
        }

        func frozenTensors(of architecture: Architecture) -> Set<String> {
            Set(architecture.parameters.filter { $0.layer < frozenLayers }.map(\.name))
        }
    }
}
