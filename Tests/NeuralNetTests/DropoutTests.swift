import NeuralNet
import TestSupport
import Testing

@Suite struct DropoutTests {
    private static let size = 10_000

    /// A network of nothing but dropout, so that its output shows what was dropped.
    private static func session(seed: UInt64 = 1, rates: [Double] = [0.25]) throws -> TrainingSession {
        let architecture = try Architecture(
            input: Shape([size]), layers: rates.map { Layer.dropout(rate: $0) })
        return try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 0),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 1, seed: seed,
            threads: 2, needsInputGradient: true)
    }

    private static func factors(of session: TrainingSession) throws -> [Float] {
        let ones = Tensor(shape: Shape([1, size]), values: [Float](repeating: 1, count: size))
        return try session.propagate(ones, outputGradient: ones).output
    }

    @Test func `dropout zeros its share and scales up the others`() throws {
        let factors = try Self.factors(of: Self.session())
        let kept = factors.filter { $0 != 0 }
        expectClose(
            kept, [Float](repeating: 4.0 / 3, count: kept.count), absolute: 1e-6, relative: 0, "kept")
        // Standard deviation of the count: 43.
        #expect(abs(kept.count - 7500) < 215)
    }

    @Test func `a gradient passes dropout backward as the values passed it forward`() throws {
        let session = try Self.session()
        let values = (0..<Self.size).map { Float($0 % 17) - 8 }
        let slopes = (0..<Self.size).map { Float($0 % 5) + 1 }
        let factors = try Self.factors(of: session)
        let result = try session.propagate(
            Tensor(shape: Shape([1, Self.size]), values: values),
            outputGradient: Tensor(shape: Shape([1, Self.size]), values: slopes))
        expectClose(result.output, zip(values, factors).map(*), absolute: 0, relative: 0, "values")
        expectClose(
            try #require(result.inputGradient).values, zip(slopes, factors).map(*), absolute: 0, relative: 0,
            "gradient")
    }

    /// Alone, and behind a convolution, whose channels lie in blocks in memory.
    @Test(arguments: [false, true])
    func `dropout2d zeros whole channels, in the gradient as in the values`(isBehindConvolution: Bool) throws
    {
        var convolution = Convolution2D()
        (convolution.filters, convolution.groups, convolution.hasBias) = (32, 32, false)
        let architecture = try Architecture(
            input: Shape([32, 3, 5]),
            layers: (isBehindConvolution ? [Layer(convolution)] : []) + [.dropout2D(rate: 0.25)])
        let ones = Tensor(shape: Shape([32, 1, 1, 1]), values: [Float](repeating: 1, count: 32))
        let session = try TrainingSession(
            architecture,
            parameters: Parameters(
                for: architecture, from: isBehindConvolution ? ["conv1.weight": ones] : [:]),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 100, seed: 1,
            threads: 2, needsInputGradient: true)
        let shape = Shape([100, 32, 3, 5])
        let values = (0..<shape.count).map { Float($0 % 17) + 1 }
        let slopes = (0..<shape.count).map { Float($0 % 5) + 1 }
        let result = try session.propagate(
            Tensor(shape: shape, values: values), outputGradient: Tensor(shape: shape, values: slopes))
        let gradient = try #require(result.inputGradient).values
        var kept = 0
        for channel in 0..<3200 {
            let places = channel * 15..<(channel + 1) * 15
            let factor: Float = result.output[places.lowerBound] == 0 ? 0 : 4.0 / 3
            expectClose(
                Array(result.output[places]), values[places].map { $0 * factor }, absolute: 0, relative: 1e-6,
                "values")
            expectClose(
                Array(gradient[places]), slopes[places].map { $0 * factor }, absolute: 0, relative: 1e-6,
                "gradient")
            kept += factor == 0 ? 0 : 1
        }
        // Standard deviation of the count: 24.5.
        #expect(abs(kept - 2400) < 123)
    }

    @Test func `the seed, the step and the layer each change what is dropped`() throws {
        let session = try Self.session()
        let first = try Self.factors(of: session)
        #expect(try Self.factors(of: session) == first)
        #expect(try Self.factors(of: Self.session()) == first)
        #expect(try Self.factors(of: Self.session(seed: 2)) != first)

        _ = try session.step(labels: [0], learningRate: 0) { $1.update(repeating: 1) }
        #expect(session.steps == 1)
        #expect(try Self.factors(of: session) != first)

        // Two layers that dropped the same elements would keep half of them.
        let kept = try Self.factors(of: Self.session(rates: [0.5, 0.5])).count { $0 != 0 }
        #expect(abs(kept - 2500) < 215)
    }
}
