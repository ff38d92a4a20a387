import Foundation
import NeuralNet
import TestSupport
import Testing

/// The padding of poolings; what PyTorch computes with it is in `PyTorchLayerTests` and `PyTorchNetworkTests`.
@Suite struct PoolingPaddingTests {
    private static func poolings(size: Int, stride: Int, padding: Int) -> [Layer] {
        [
            .maxPooling2D(size: size, stride: stride, padding: padding),
            .averagePooling2D(size: size, stride: stride, padding: padding),
        ]
    }

    /// `[height, width, size, stride, padding]` and the height and width of the result.
    @Test(arguments: [
        ([12, 9, 3, 2, 1], [6, 5]), ([7, 8, 2, 2, 1], [4, 5]), ([1, 1, 3, 2, 1], [1, 1]),
        ([5, 6, 4, 1, 2], [6, 7]), ([1, 2, 64, 64, 32], [1, 1]),
    ])
    func `there are as many windows as over an image with a border`(sizes: [Int], expected: [Int]) throws {
        for layer in Self.poolings(size: sizes[2], stride: sizes[3], padding: sizes[4]) {
            let architecture = try Architecture(input: Shape([3, sizes[0], sizes[1]]), layers: [layer])
            #expect(architecture.output == Shape([3] + expected), "\(layer.kind.source)")
        }
    }

    @Test(arguments: [
        (3, 2, 2, "(3, stride: 2, padding: 1)", "(4, stride: 2, padding: 2)"),
        (5, 5, 3, "(5, padding: 2)", "(6, padding: 3)"), (1, 1, 1, "(1)", "(2, padding: 1)"),
    ])
    func `more padding than half the window is refused, with what would do`(
        size: Int, stride: Int, padding: Int, less: String, larger: String
    ) {
        for layer in Self.poolings(size: size, stride: stride, padding: padding) {
            let problem = #expect(throws: ArchitectureProblem.self) {
                try Architecture(input: Shape([2, 8, 8]), layers: [.relu, layer])
            }
            let name = layer.name
            #expect(problem?.layer == 1)
            #expect(
                problem?.message
                    == "'\(name)' has windows of \(size)×\(size) and padding \(padding), but at most half a window may be padding: write '\(name)\(less)' or '\(name)\(larger)'"
            )
        }
    }

    @Test func `a window that is larger than a padded image is named with the padding`() {
        for layer in Self.poolings(size: 9, stride: 2, padding: 1) {
            let problem = #expect(throws: ArchitectureProblem.self) {
                try Architecture(input: Shape([2, 6, 8]), layers: [layer])
            }
            let name = layer.name
            #expect(
                problem?.message
                    == "'\(name)' has windows of 9×9, but gets images of only 2×6×8 and padding 1: write '\(name)(8, stride: 2, padding: 1)'"
            )
        }
    }

    @Test func `padding is stored only where there is any, and older files have none`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for (name, make) in [
            ("maxPooling2D", Layer.maxPooling2D), ("averagePooling2D", Layer.averagePooling2D),
        ] {
            let plain = Data("{\"\(name)\":{\"size\":3,\"stride\":2}}".utf8)
            let padded = Data("{\"\(name)\":{\"padding\":1,\"size\":3,\"stride\":2}}".utf8)
            for (data, layer) in [(plain, make(3, 2, 0)), (padded, make(3, 2, 1))] {
                #expect(try JSONDecoder().decode(Layer.self, from: data) == layer)
                #expect(try encoder.encode(layer) == data)
            }
            #expect(make(3, 2, 0) != make(3, 2, 1))
        }
    }

    @Test func `a pooling is described with its padding`() {
        for layer in Self.poolings(size: 3, stride: 2, padding: 1) {
            #expect(layer.kind.detail == "3×3, stride 2, padding 1")
            #expect(layer.kind.source == "\(layer.name)(3, stride: 2, padding: 1)")
        }
        for layer in Self.poolings(size: 2, stride: 2, padding: 1) {
            #expect(layer.kind.detail == "2×2, padding 1")
            #expect(layer.kind.source == "\(layer.name)(2, padding: 1)")
        }
    }

    /// As torchvision's residual networks begin; a padding of zeros would be larger than all of these values.
    @Test(arguments: [1, 16]) func `the padding is no value of a maximum, and a zero of a mean`(
        channels: Int
    ) throws {
        let values = (0..<channels).flatMap { channel in (1...12).map { Float(-$0 - channel) } }
        let images = Tensor(shape: Shape([1, channels, 3, 4]), values: values)
        let expected: [([Layer], (Float) -> [Float])] = [
            (
                [.maxPooling2D(size: 3, stride: 2, padding: 1)],
                { channel in [1, 2, 5, 6].map { place in -(place + channel) } }
            ),
            // Of 16 pixels 4 are of the image: 1, 2, 5 and 6, or 3, 4, 7 and 8.
            (
                [.averagePooling2D(size: 4, stride: 4, padding: 2)],
                { channel in [14, 22].map { sum in -(sum + 4 * channel) / 16 } }
            ),
        ]
        for (layers, result) in expected {
            let architecture = try Architecture(input: Shape([channels, 3, 4]), layers: layers)
            let session = try TrainingSession(
                architecture, parameters: Parameters(initializing: architecture, seed: 0),
                optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), batchSize: 1, seed: 0,
                threads: 1)
            let count = architecture.output.count
            let output = try session.propagate(
                images,
                outputGradient: Tensor(
                    shape: Shape([1, count]), values: [Float](repeating: 0, count: count))
            ).output
            #expect(output == (0..<channels).flatMap { result(Float($0)) }, "\(layers)")
        }
    }
}
