import Foundation
import NeuralNet
import TestSupport
import Testing

/// Networks with layers within layers: their shapes, names and messages. `PyTorchNetworkTests` compare their numbers.
@Suite struct ResidualTests {
    private static func convolution(
        _ filters: Int, kernel: Int = 3, stride: Int = 1, bias: Bool = true
    ) -> Layer {
        var layer = Convolution2D()
        (layer.filters, layer.kernel, layer.stride, layer.padding) = (filters, kernel, stride, kernel / 2)
        layer.hasBias = bias
        return Layer(layer)
    }

    private static let layers: [Layer] = [
        convolution(4), .globalMaxPooling2D, .dense(units: 6),
        .residual([.dense(units: 6), .relu, .residual([.dense(units: 6)])], shortcut: [.dense(units: 6)]),
        .dense(units: 2),
    ]

    @Test func `the layer alone knows the shape of its output`() throws {
        var layer = Residual()
        (layer.body, layer.shortcut) = ([Self.convolution(5)], [Self.convolution(5, kernel: 1)])
        #expect(try layer.outputShape(for: Shape([3, 6, 4])) == Shape([5, 6, 4]))
    }

    @Test func `layers within layers are named as PyTorch's modules are`() throws {
        let architecture = try Architecture(input: Shape([3, 8, 8]), layers: Self.layers)
        #expect(
            architecture.parameters.filter { $0.tensor.name == "weight" }.map(\.name) == [
                "conv1.weight", "dense1.weight", "dense2.weight", "dense3.weight", "dense4.weight",
                "dense5.weight",
            ])
        // The global pooling is two modules: `AdaptiveMaxPool2d(1)` and `Flatten()`.
        #expect(
            architecture.parameters.filter { $0.tensor.name == "bias" }.map(\.place.module) == [
                "0", "3", "4.body.0", "4.body.2.body.0", "4.shortcut.0", "5",
            ])
        #expect(
            architecture.parameters.filter { $0.tensor.name == "bias" }.map(\.layer) == [0, 2, 3, 3, 3, 4])
        #expect(architecture.outputs.map(\.dimensions) == [[4, 8, 8], [4], [6], [6], [2]])
        #expect(architecture.parameterCount(of: 3) == 3 * (36 + 6))
        #expect(architecture.multiplyAdds(of: 3) == 3 * 36)
    }

    @Test func `a network with residuals survives being stored`() throws {
        let architecture = try Architecture(input: Shape([3, 8, 8]), layers: Self.layers)
        let stored = try JSONEncoder().encode(architecture)
        #expect(try JSONDecoder().decode(Architecture.self, from: stored) == architecture)
    }

    /// The shapes on the two ways, and what makes them equal.
    @Test(arguments: [
        (
            [convolution(8)], [],
            "the layers of 'residual' give 8×9×9, but its input is 4×9×9, and only equal shapes can be added; "
                + "'shortcut: [conv2d(8, kernel: 1, bias: false), batchNorm2d]' would fit"
        ),
        (
            [convolution(4, stride: 2)], [],
            "the layers of 'residual' give 4×5×5, but its input is 4×9×9, and only equal shapes can be added; "
                + "'shortcut: [conv2d(4, kernel: 1, stride: 2, bias: false), batchNorm2d]' would fit"
        ),
        (
            [convolution(8, stride: 2)], [convolution(8, kernel: 1)],
            "the layers of 'residual' give 8×5×5, but its shortcut gives 8×9×9, and only equal shapes can be added; "
                + "'shortcut: [conv2d(8, kernel: 1, stride: 2, bias: false), batchNorm2d]' would fit"
        ),
        (
            [.flatten, .dense(units: 7)], [],
            "the layers of 'residual' give 7, but its input is 4×9×9, and only equal shapes can be added; "
                + "'shortcut: [flatten, dense(7)]' would fit"
        ),
        (
            [.convolution2D(filters: 4, kernel: 3, stride: 1, padding: 0)], [],
            "the layers of 'residual' give 4×7×7, but its input is 4×9×9, and only equal shapes can be added; "
                + "a 'padding:' in its convolutions keeps the size: 'padding: 1' for 'kernel: 3'; "
                + "as it is, 'shortcut: [conv2d(4, kernel: 3, bias: false), batchNorm2d]' would fit"
        ),
        (
            [.convolution2D(filters: 8, kernel: 3, stride: 1, padding: 0)], [],
            "the layers of 'residual' give 8×7×7, but its input is 4×9×9, and only equal shapes can be added; "
                + "a 'padding:' in its convolutions keeps the size: 'padding: 1' for 'kernel: 3', "
                + "and then 'shortcut: [conv2d(8, kernel: 1, bias: false), batchNorm2d]' would fit; "
                + "as it is, 'shortcut: [conv2d(8, kernel: 3, bias: false), batchNorm2d]' would fit"
        ),
        (
            [.convolution2D(filters: 4, kernel: 3, stride: 1, padding: 2)], [],
            "the layers of 'residual' give 4×11×11, but its input is 4×9×9, and only equal shapes can be added; "
                + "a 'padding:' in its convolutions keeps the size: 'padding: 1' for 'kernel: 3'; "
                + "as it is, 'shortcut: [conv2d(4, kernel: 3, padding: 2, bias: false), batchNorm2d]' would fit"
        ),
        (
            [.maxPooling2D(size: 3, stride: 1)], [],
            "the layers of 'residual' give 4×7×7, but its input is 4×9×9, and only equal shapes can be added; "
                + "a 'padding:' in its layers keeps the size: 'padding: 1' for 'maxPool2d(3, stride: 1)'; "
                + "as it is, 'shortcut: [conv2d(4, kernel: 3, bias: false), batchNorm2d]' would fit"
        ),
        (
            [.maxPooling2D(size: 2, stride: 1)], [],
            "the layers of 'residual' give 4×8×8, but its input is 4×9×9, and only equal shapes can be added; "
                + "'shortcut: [conv2d(4, kernel: 2, bias: false), batchNorm2d]' would fit"
        ),
        // No single convolution of ordinary size adds that many rows.
        (
            [
                convolution(6, kernel: 1), .convolution2D(filters: 6, kernel: 1, stride: 1, padding: 20),
                .relu,
            ],
            [],
            "the layers of 'residual' give 6×49×49, but its input is 4×9×9, and only equal shapes can be added; "
                + "a 'padding:' in its convolutions keeps the size: 'padding: 0' for 'kernel: 1', "
                + "and then 'shortcut: [conv2d(6, kernel: 1, bias: false), batchNorm2d]' would fit; "
                + "as it is, 'shortcut: [conv2d(6, kernel: 1), conv2d(6, kernel: 1, padding: 20)]' would fit"
        ),
        (
            [convolution(4), .maxPooling2D(size: 2, stride: 2)], [],
            "the layers of 'residual' give 4×4×4, but its input is 4×9×9, and only equal shapes can be added; "
                + "'shortcut: [averagePool2d(2)]' would fit"
        ),
        ([], [], "'residual' needs layers: 'residual([conv2d(…), batchNorm2d, relu])'"),
        (
            [.dense(units: 2)], [],
            "in 'residual', 'dense' takes a row of features, but gets 4×9×9: "
                + "put 'flatten' before the 'residual', and give that 'shortcut: [dense(2)]'"
        ),
    ])
    func `ways that do not meet are named, with the shortcut that would do`(
        body: [Layer], shortcut: [Layer], message: String
    ) throws {
        let problem = #expect(throws: ArchitectureProblem.self) {
            try Architecture(
                input: Shape([4, 9, 9]), layers: [.relu, .residual(body, shortcut: shortcut)])
        }
        #expect(problem?.layer == 1)
        #expect(problem?.message == message)
    }

    @Test func `of layers within layers the one at fault is named with the way to it`() throws {
        let problem = #expect(throws: ArchitectureProblem.self) {
            try Architecture(
                input: Shape([4, 9, 9]),
                layers: [
                    .relu,
                    .residual([
                        Self.convolution(4), .residual([.relu], shortcut: [.relu, .batchNormalization1D]),
                    ]), .flatten, .dense(units: 2),
                ])
        }
        #expect(problem?.layer == 1)
        #expect(problem?.inner.map(\.list) == ["layers", "shortcut"])
        #expect(problem?.inner.map(\.layer) == [1, 1])
        #expect(
            problem?.message
                == "in 'residual', 'batchNorm1d' takes a row of features, but gets 4×9×9: write 'batchNorm2d'"
        )
    }

    /// On small images a stride would fit too.
    @Test func `where padding is all that is missing, it comes first`() throws {
        let problem = #expect(throws: ArchitectureProblem.self) {
            try Architecture(
                input: Shape([4, 4, 4]),
                layers: [.residual([.convolution2D(filters: 4, kernel: 3, stride: 1, padding: 0)])])
        }
        #expect(
            problem?.message
                == "the layers of 'residual' give 4×2×2, but its input is 4×4×4, and only equal shapes can be added; "
                + "a 'padding:' in its convolutions keeps the size: 'padding: 1' for 'kernel: 3'; "
                + "as it is, 'shortcut: [conv2d(4, kernel: 1, stride: 2, bias: false), batchNorm2d]' would fit"
        )
    }

    /// Of bodies of one or two convolutions and poolings, on images that are not square.
    @Test func `there always is a shortcut that fits, and it is named`() throws {
        var windows: [Layer] = []
        for size in [1, 2, 3, 5] {
            for stride in 1...3 {
                for padding in 0...2 {
                    windows.append(
                        .convolution2D(filters: 6, kernel: size, stride: stride, padding: padding))
                    guard padding <= size / 2 else { continue }
                    windows.append(.maxPooling2D(size: size, stride: stride, padding: padding))
                }
            }
        }
        var random = RandomSource(seed: 5)
        var count = 0
        for _ in 0..<600 {
            let body = (0..<Int.random(in: 1...2, using: &random)).map { _ in
                windows[Int.random(in: 0..<windows.count, using: &random)]
            }
            let input = Shape([4, Int.random(in: 9...14, using: &random), 10])
            // Windows that are larger than what the layer before them leaves are another problem.
            guard (try? Architecture(input: input, layers: body)) != nil else { continue }
            do {
                _ = try Architecture(input: input, layers: [.residual(body)])
            } catch {
                count += 1
                let written = error.message.components(separatedBy: "'").last { $0.hasPrefix("shortcut: [") }
                #expect(written != nil, "\(error.message)")
            }
        }
        #expect(count > 300)
    }

    @Test func `the shortcut that is proposed does fit`() throws {
        let body = [Self.convolution(8, stride: 2)]
        let shortcut = [
            Self.convolution(8, kernel: 1, stride: 2, bias: false), Layer.batchNormalization2D,
        ]
        let architecture = try Architecture(
            input: Shape([4, 9, 9]), layers: [.residual(body, shortcut: shortcut)])
        #expect(architecture.output == Shape([8, 5, 5]))
    }

    /// Networks of earlier versions are read, and theirs are written as they were.
    @Test func `a convolution's further arguments are stored only where they are given`() throws {
        let plain = Data(#"{"convolution2D":{"filters":8,"kernel":3,"padding":1,"stride":1}}"#.utf8)
        let layer = try JSONDecoder().decode(Layer.self, from: plain)
        #expect(layer == .convolution2D(filters: 8, kernel: 3, stride: 1, padding: 1))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(try encoder.encode(layer) == plain)
        var further = Convolution2D()
        (further.filters, further.groups, further.dilation, further.hasBias) = (8, 2, 3, false)
        let stored = try encoder.encode(Layer(further))
        #expect(try JSONDecoder().decode(Layer.self, from: stored) == Layer(further))
    }

    @Test(
        arguments: [
            (3, 8, 2, "3 input channels", "'conv2d(8, kernel: 1)'"),
            (4, 9, 2, "9 filters", "'conv2d(9, kernel: 1)'"),
            (
                12, 24, 5, "12 input channels",
                "'conv2d(24, kernel: 1, groups: 4)' or 'conv2d(24, kernel: 1, groups: 6)'"
            ),
            // What divides one of both is no number of groups.
            (32, 48, 32, "48 filters", "'conv2d(48, kernel: 1, groups: 16)'"),
        ] as [(Int, Int, Int, String, String)])
    func `channels that do not divide into groups are named, with the nearest groups that would do`(
        channels: Int, filters: Int, groups: Int, what: String, advice: String
    ) throws {
        var layer = Convolution2D()
        (layer.filters, layer.groups) = (filters, groups)
        let problem = #expect(throws: ArchitectureProblem.self) {
            try Architecture(input: Shape([channels, 5, 5]), layers: [Layer(layer)])
        }
        #expect(
            problem?.message
                == "'conv2d' has \(groups) groups, into which its \(what) do not divide: write \(advice)")
    }

    @Test func `a trained network has its batch normalizations in its convolutions`() throws {
        let layers: [Layer] = [
            .batchNormalization2D, Self.convolution(4, bias: false), .batchNormalization2D, .relu,
            .residual(
                [Self.convolution(4, bias: false), .batchNormalization2D, .relu],
                shortcut: [Self.convolution(4, kernel: 1), .batchNormalization2D, .batchNormalization2D]),
            .flatten, .dense(units: 3),
        ]
        let architecture = try Architecture(input: Shape([2, 5, 5]), layers: layers)
        let parameters = Parameters(initializing: architecture, seed: 1)
        let folded = try FoldedNetwork(architecture, parameters)
        #expect(
            folded.architecture.layers == [
                .batchNormalization2D, Self.convolution(4), .relu,
                .residual(
                    [Self.convolution(4), .relu],
                    shortcut: [Self.convolution(4, kernel: 1), .batchNormalization2D]),
                .flatten, .dense(units: 3),
            ])
        // Another dense layer keeps its very tensors.
        #expect(folded.parameters["dense1.weight"] == parameters["dense1.weight"])
        // Fresh statistics: a division by √(1 + 1e-5).
        let weights = try #require(folded.parameters["conv1.weight"]?.values)
        let own = try #require(parameters["conv1.weight"]?.values)
        for (weight, own) in zip(weights, own) {
            #expect(abs(weight - own / Float(1.00001).squareRoot()) <= 1e-7)
        }
    }
}
