import NeuralNet
import TestSupport
import Testing

/// What a step of training does beside the optimizer's rule: ten steps of each against PyTorch, and what it leaves alone.
@Suite struct StepOptionTests {
    @Test(
        arguments: [
            "decay_sgd", "decay_adam", "decay_adamw", "clip", "clip_normalized", "average", "average_light",
        ], [1, 2, 3])
    func `ten steps lead where PyTorch's lead`(name: String, threads: Int) throws {
        let fixture = try Fixture("step_options", part: name)
        let cases: [String: OptionCase] = try fixture.description()
        let one = try #require(cases[name])
        let session = try one.session(fixture, threads: threads)
        try fixture.expectTenSteps(
            of: session, learningRate: one.optimizer.learningRate, losses: 1e-5,
            parameters: (absolute: 2e-5, relative: 5e-5))
        let kept = one.averageDecay == nil ? "after" : "average"
        for (name, tensor) in try session.result().tensors {
            let expected = try fixture.tensor("\(kept).\(name)")
            expectClose(tensor.values, expected.values, absolute: 2e-5, relative: 5e-5, "result \(name)")
        }
    }

    @Test func `the average of the first step is a copy, and of no step the initial parameters`() throws {
        let fixture = try Fixture("step_options", part: "average")
        let cases: [String: OptionCase] = try fixture.description()
        let one = try #require(cases["average"])
        let session = try one.session(fixture, threads: 2)
        #expect(try session.result() == session.parameters())
        let labels = try fixture.integers("labels")
        let inputs = try fixture.tensor("inputs").values
        func step() throws {
            _ = try session.step(
                labels: Array(labels.prefix(one.network.batchSize)), learningRate: 0.1,
                filling: rowsOf(inputs, size: session.architecture.input.count))
        }
        try step()
        let first = try session.parameters()
        #expect(try session.result() == first)
        try step()
        let second = try session.parameters()
        for (name, tensor) in try session.result().tensors {
            let (old, new) = (try #require(first[name]).values, try #require(second[name]).values)
            expectClose(
                tensor.values, zip(old, new).map { $0 + 0.2 * ($1 - $0) }, absolute: 1e-6, relative: 1e-6,
                name)
        }
        #expect(try session.result() != second)
    }

    @Test(arguments: [Precision.float32, .bfloat16])
    func `a limit that no gradient reaches changes no bit, and one below them all scales the step`(
        precision: Precision
    ) throws {
        guard precision.isSupportedHere else { return }
        func trained(limit: Double?) throws -> Parameters {
            let images = try Bars.images(count: 100, stream: "train")
            return try Self.training(
                options: UpdateOptions(gradientLimit: limit), precision: precision
            ).run(on: images, validation: nil) { _ in }.parameters
        }
        let free = try trained(limit: nil)
        #expect(try trained(limit: 1e6) == free)
        let limited = try trained(limit: 0.01)
        #expect(limited != free)
        #expect(try trained(limit: 0.01) == limited)
        // Four steps of at most 0.01 times the rate, 0.1.
        let before = Parameters(initializing: try Self.training().architecture, seed: 4)
        var squares = 0.0
        for (name, tensor) in limited.tensors {
            for (value, old) in zip(tensor.values, try #require(before[name]).values) {
                squares += Double(value - old) * Double(value - old)
            }
        }
        #expect(squares.squareRoot() < 4 * 0.01 * 0.1 * 1.01)
        #expect(squares.squareRoot() > 0.01 * 0.1)
    }

    @Test func `decay of weights leaves biases and normalization as they were without any decay`() throws {
        func step(weightDecay: Double, decayed: DecayedParameters) throws -> Parameters {
            let architecture = try Architecture(
                input: Shape([1, 8, 8]),
                layers: [
                    .convolution2D(filters: 4, kernel: 3, stride: 1, padding: 1), .batchNormalization2D,
                    .relu, .flatten, .dense(units: 3),
                ])
            let session = try TrainingSession(
                architecture, parameters: Parameters(initializing: architecture, seed: 3),
                optimizer: .sgd(momentum: 0, weightDecay: weightDecay, nesterov: false),
                options: UpdateOptions(decayed: decayed), batchSize: 4, seed: 0, threads: 2)
            _ = try session.step(labels: [0, 1, 2, 0], learningRate: 0.1) { rows, batch in
                for place in 0..<rows.count * 64 {
                    batch[place] = Float((place + rows.lowerBound * 64) * 37 % 101) / 50 - 1
                }
            }
            return try session.parameters()
        }
        let without = try step(weightDecay: 0, decayed: .all)
        let weights = try step(weightDecay: 0.5, decayed: .weights)
        let all = try step(weightDecay: 0.5, decayed: .all)
        let decayed: Set = ["conv1.weight", "dense1.weight"]
        for (name, tensor) in weights.tensors {
            let expected = try #require(decayed.contains(name) ? all[name] : without[name])
            #expect(tensor == expected, "\(name)")
        }
        #expect(weights["conv1.weight"] != without["conv1.weight"])
        #expect(weights["batchNorm1.weight"] != all["batchNorm1.weight"])
        #expect(weights["dense1.bias"] != all["dense1.bias"])
    }

    private static func training(
        options: UpdateOptions = UpdateOptions(), precision: Precision = .float32
    ) throws -> Training {
        Training(
            architecture: try Architecture(
                input: Shape([1, 8, 8]),
                layers: [
                    .convolution2D(filters: 16, kernel: 3, stride: 1, padding: 1), .relu,
                    .maxPooling2D(size: 2, stride: 2), .flatten, .dense(units: 12), .relu, .dense(units: 3),
                ]),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), learningRate: 0.1,
            schedule: .constant, epochs: 1, batchSize: 25, seed: 4, threads: 2, precision: precision,
            options: options)
    }

    private struct OptionCase: Decodable {
        let network: NetworkDescription
        let optimizer: OptimizerDescription
        let decayed: String?
        let clipNorm: Double?
        let averageDecay: Double?

        func session(_ fixture: Fixture, threads: Int) throws -> TrainingSession {
            let architecture = try network.architecture()
            return try TrainingSession(
                architecture, parameters: fixture.parameters("parameter", for: architecture),
                optimizer: optimizer.optimizer,
                options: UpdateOptions(
                    decayed: decayed.flatMap(DecayedParameters.init(rawValue:)) ?? .all,
                    gradientLimit: clipNorm, averageDecay: averageDecay), batchSize: network.batchSize,
                seed: 0, threads: threads)
        }
    }
}
