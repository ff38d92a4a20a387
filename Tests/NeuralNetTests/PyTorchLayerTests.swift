import NeuralNet
import TestSupport
import Testing

/// Each kind of layer against PyTorch: its output, and the gradients of its input and its parameters.
///
/// The fixtures' numbers are whole multiples of a power of two and so small that every sum of their products fits into
/// a Float32 and every factor into a bfloat16. So the results are the same in whatever order they are summed, and the
/// comparison is exact, but where rounding belongs to the algorithm or the precision.
@Suite struct PyTorchLayerTests {
    static let layers = [
        "conv_same", "conv_point", "conv_strided", "conv_even", "conv_padded", "conv_blocked",
        "conv_blocked_strided", "conv_nearly_blocked", "relu", "pool_2", "pool_3", "pool_5",
        "pool_overlapping", "pool_sparse", "pool_blocked", "flatten", "dense", "dense_blocked",
        "dense_single", "dropout", "leaky_relu", "leaky_relu_default", "sigmoid", "tanh", "gelu", "silu",
        "average_2", "average_4", "average_overlapping", "average_sparse", "global_average",
        "global_average_blocked", "global_max", "global_max_blocked", "conv_unbiased",
        "conv_blocked_unbiased", "conv_groups", "conv_groups_blocked", "conv_depthwise",
        "conv_depthwise_blocked", "conv_dilated", "conv_dilated_blocked", "residual", "residual_shortcut",
    ]

    /// A batch and the size of its session: seven images and one, each in a session of that size and of a larger one.
    struct Batch: Sendable, CustomTestStringConvertible {
        let count: Int
        let room: Int
        let threads: Int

        var testDescription: String { "\(count) of \(count + room) on \(threads) threads" }

        static let all = [7, 1].flatMap { count in
            [0, 3].flatMap { room in (1...3).map { Batch(count: count, room: room, threads: $0) } }
        }
    }

    @Test(arguments: layers, Batch.all) func `a layer computes what PyTorch's does`(
        name: String, batch: Batch
    ) throws {
        for (part, actual, expected) in try Self.compute(name, batch, .float32) {
            expectClose(
                actual, expected, absolute: Self.rounding(name, part, expected), relative: 0, part)
        }
    }

    /// The tolerance for what is not exact: Winograd's algorithm, which multiplies sums and divides by 3, and functions that
    /// are computed by approximation.
    ///
    /// Measured, 1.4e-6 of the largest element for the algorithm, and 4e-6 for the derivative of GELU.
    private static func rounding(_ layer: String, _ part: String, _ expected: [Float]) -> Float {
        let share: Float =
            switch layer {
            case "conv_blocked", "conv_blocked_unbiased": part == "conv1.bias" ? 0 : 2e-6
            case "sigmoid", "tanh", "silu": 2e-6
            case "gelu": 1e-5
            default: 0
            }
        return share * expected.map(abs).max()!
    }

    @Test(arguments: layers, Batch.all) func `a layer computes what PyTorch's does in bfloat16 too`(
        name: String, batch: Batch
    ) throws {
        guard Precision.bfloat16.isSupportedHere else { return }
        for (part, actual, expected) in try Self.compute(name, batch, .bfloat16) {
            // Values between layers have 8 bits; the output and the parameters' gradients are not rounded, unless the layer
            // is made of others.
            let isRounded = part == "input gradient"
            let inner = name.hasPrefix("residual") ? 0x1p-7 * expected.map(abs).max()! : 0
            expectClose(
                actual, expected, absolute: Self.rounding(name, part, expected) + inner,
                relative: isRounded ? 0x1p-8 : 0, part)
        }
    }

    /// A layer's results, beside PyTorch's.
    private static func compute(
        _ name: String, _ batch: Batch, _ precision: Precision
    ) throws -> [(part: String, actual: [Float], expected: [Float])] {
        let fixture = try Fixture("layers", part: name)
        let descriptions: [String: NetworkDescription] = try fixture.description()
        let architecture = try descriptions[name]!.architecture()
        let session = try fixture.session(
            architecture, batchSize: batch.count + batch.room, threads: batch.threads, precision: precision,
            needsInputGradient: true)
        // The remains of an earlier, fuller batch must not count.
        let earlier = { (shape: Shape) in
            let shape = Shape([session.batchSize] + shape.dimensions)
            return Tensor(shape: shape, values: (0..<shape.count).map { Float($0 % 7) - 3 })
        }
        _ = try session.propagate(
            earlier(architecture.input), outputGradient: earlier(architecture.output))
        func images(_ name: String) throws -> Tensor {
            let tensor = try fixture.tensor(name)
            let shape = Shape([batch.count] + tensor.shape.dimensions.dropFirst())
            return Tensor(shape: shape, values: Array(tensor.values.prefix(shape.count)))
        }
        let result = try session.propagate(
            images("input"), outputGradient: images("outputGradient"))
        var parts = [
            ("output", result.output, try images("output").values),
            ("input gradient", result.inputGradient!.values, try images("inputGradient").values),
        ]
        let prefix = batch.count == 1 ? "first.gradient" : "gradient"
        let gradients = try session.gradients()
        for parameter in architecture.parameters {
            let expected = try fixture.tensor("\(prefix).\(parameter.name)")
            let actual = try #require(gradients[parameter.name])
            #expect(actual.shape == expected.shape)
            parts.append((parameter.name, actual.values, expected.values))
        }
        return parts
    }
}
