import Foundation
import NeuralNet
import TestSupport
import Testing

/// What a layer normalization gives of an image depends on nothing but the image.
@Suite struct LayerNormalizationTests {
    private static func bench() throws -> NormalizationBench {
        try NormalizationBench([
            .convolution2D(filters: 16, kernel: 3, stride: 1, padding: 1), .layerNormalization,
            .residual([.layerNormalization, .relu]), .maxPooling2D(size: 2, stride: 2),
            .convolution2D(filters: 5, kernel: 3, stride: 1, padding: 0), .layerNormalization, .flatten,
            .dense(units: 10), .layerNormalization,
        ])
    }

    @Test(arguments: [1, 2, 3], [40, 37, 3])
    func `the number of threads and parts changes nothing but rounding`(threads: Int, count: Int) throws {
        try Self.bench().expectNearlySameResults(threads: threads, count: count)
    }

    @Test(arguments: [1, 2, 3], [Precision.float32, .bfloat16])
    func `the same number of threads gives the same bits`(threads: Int, precision: Precision) throws {
        guard precision.isSupportedHere else { return }
        try Self.bench().expectSameBits(threads: threads, precision: precision)
    }

    /// Numbers that bfloat16 holds, behind a convolution as well, so that only gradients between layers are rounded.
    @Test(
        arguments: [1, 2],
        [
            [Layer.layerNormalization],
            [.convolution2D(filters: 16, kernel: 3, stride: 1, padding: 1), .layerNormalization],
            [.convolution2D(filters: 5, kernel: 3, stride: 1, padding: 1), .layerNormalization, .relu],
        ])
    func `in bfloat16 the layer rounds what it hands on, and nothing else`(
        threads: Int, layers: [Layer]
    ) throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        let architecture = try Architecture(input: Shape([3, 5, 4]), layers: layers)
        func numbers(_ stream: String, _ shape: Shape, _ largest: Float, _ unit: Float) -> Tensor {
            let uniform = RandomStream(seed: 7, stream: stream).uniforms(count: shape.count)
            return Tensor(
                shape: shape, values: uniform.map { (($0 * 2 - 1) * largest).rounded() * unit })
        }
        var named: [String: Tensor] = [:]
        for parameter in architecture.parameters {
            let isNormalization = parameter.name.hasPrefix("layerNorm")
            named[parameter.name] = numbers(
                parameter.name, parameter.shape, isNormalization ? 127 : 1, isNormalization ? 1 / 64 : 1)
        }
        let parameters = try Parameters(for: architecture, from: named)
        let outputs = Shape([6] + architecture.output.dimensions)
        var gradients: [[String: Tensor]] = []
        var results: [(output: [Float], inputGradient: Tensor?)] = []
        for precision in [Precision.float32, .bfloat16] {
            let session = try TrainingSession(
                architecture, parameters: parameters,
                optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 6, seed: 0,
                threads: threads, precision: precision, needsInputGradient: true)
            results.append(
                try session.propagate(
                    numbers("input", Shape([6, 3, 5, 4]), 3, 1),
                    outputGradient: numbers("gradient", outputs, 127, 1 / 32)))
            gradients.append(try session.gradients())
        }
        let isLast = layers.last == .layerNormalization
        expectClose(
            results[1].output, results[0].output, absolute: 1e-5, relative: isLast ? 2e-6 : 1 / 256, "output")
        for (name, gradient) in gradients[0] where name.hasPrefix("layerNorm") && isLast {
            expectClose(
                try #require(gradients[1][name]).values, gradient.values, absolute: 1e-5, relative: 1e-5, name
            )
        }
        let expected = try #require(results[0].inputGradient)
        let largest = expected.values.reduce(0) { max($0, abs($1)) }
        expectClose(
            try #require(results[1].inputGradient).values, expected.values, absolute: largest / 64,
            relative: 1 / 64, "input gradient")
    }

    /// A sum of squares of numbers about a thousand would leave nothing of their deviations.
    @Test func `a mean far from zero costs a variance no digits`() throws {
        let architecture = try Architecture(input: Shape([3, 7, 5]), layers: [.layerNormalization])
        let random = RandomStream(seed: 2, stream: "images")
        let images = (0..<2 * 105).map { index in
            Float([1000, -3000][index / 105]) + random.normal(at: UInt64(index))
        }
        let session = try TrainingSession(
            architecture, parameters: Parameters(initializing: architecture, seed: 1),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 2, seed: 0, threads: 1)
        let shape = Shape([2, 3, 7, 5])
        let output = try session.propagate(
            Tensor(shape: shape, values: images),
            outputGradient: Tensor(shape: shape, values: [Float](repeating: 0, count: shape.count))
        ).output
        for image in 0..<2 {
            let own = images[image * 105..<(image + 1) * 105].map(Double.init)
            let mean = own.reduce(0, +) / 105
            let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 105
            // A mean of 3000 as Float32 is within 1.3e-4.
            expectClose(
                Array(output[image * 105..<(image + 1) * 105]),
                own.map { Float(($0 - mean) / (variance + 1e-5).squareRoot()) }, absolute: 3e-4, relative: 0,
                "image \(image)")
        }
    }

    @Test(arguments: [1, 2])
    func `what is no number in one image stays in it`(threads: Int) throws {
        let logits = try Self.bench().spoiledLogits(batchSize: 40, threads: threads)
        #expect(logits[20..<30].allSatisfy { $0.isNaN })
        #expect((logits[..<20] + logits[30..<40]).allSatisfy { $0.isFinite })
    }

    @Test func `a training goes on from a checkpoint to the same bits`() throws {
        try NormalizationBench.expectSameBitsFromCheckpoints(of: .layerNormalization, behind: 16)
    }

    @Test func `every value of an image or a row has a weight and a bias`() throws {
        let architecture = try Architecture(
            input: Shape([2, 4, 3]), layers: [.layerNormalization, .flatten, .layerNormalization])
        #expect(architecture.outputs.map(\.dimensions) == [[2, 4, 3], [24], [24]])
        #expect(
            architecture.parameters.map(\.name) == [
                "layerNorm1.weight", "layerNorm1.bias", "layerNorm2.weight", "layerNorm2.bias",
            ])
        #expect(architecture.parameters.map(\.shape.dimensions) == [[2, 4, 3], [2, 4, 3], [24], [24]])
        #expect(architecture.parameterCount == 96)
        #expect(architecture.multiplyAdds == 48)
        let parameters = Parameters(initializing: architecture, seed: 3)
        #expect(parameters["layerNorm1.weight"]?.values == [Float](repeating: 1, count: 24))
        #expect(parameters["layerNorm1.bias"]?.values == [Float](repeating: 0, count: 24))
    }

    /// A page's 8-bit weights have a scale for each value, so that they are nearly exact, in shape too.
    @Test func `quantized weights keep their shape`() throws {
        let architecture = try Architecture(input: Shape([2, 3, 2]), layers: [.layerNormalization])
        let random = RandomStream(seed: 6, stream: "weights").uniforms(count: 24)
        let parameters = try Parameters(
            for: architecture,
            from: [
                "layerNorm1.weight": Tensor(shape: architecture.input, values: Array(random.prefix(12))),
                "layerNorm1.bias": Tensor(shape: architecture.input, values: Array(random.suffix(12))),
            ])
        let restored = try QuantizedNetwork(architecture, parameters).parameters()
        for (name, tensor) in parameters.tensors {
            let own = try #require(restored[name])
            #expect(own.shape == tensor.shape)
            expectClose(own.values, tensor.values, absolute: 0, relative: 1e-6, name)
        }
    }
}
