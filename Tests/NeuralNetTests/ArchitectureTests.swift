import Foundation
import NeuralNet
import Testing

@Suite struct ArchitectureTests {
    private static let digits: [Layer] = [
        .convolution2D(filters: 32, kernel: 3, stride: 1, padding: 1), .relu,
        .maxPooling2D(size: 2, stride: 2),
        .convolution2D(filters: 64, kernel: 3, stride: 1, padding: 1), .relu,
        .maxPooling2D(size: 2, stride: 2),
        .flatten, .dense(units: 128), .relu, .dropout(rate: 0.25), .dense(units: 10),
    ]

    @Test func `shapes and parameters of the digit network are PyTorch's`() throws {
        let architecture = try Architecture(input: Shape([1, 28, 28]), layers: Self.digits)
        #expect(
            architecture.outputs.map(\.dimensions) == [
                [32, 28, 28], [32, 28, 28], [32, 14, 14], [64, 14, 14], [64, 14, 14], [64, 7, 7], [3136],
                [128], [128], [128], [10],
            ])
        #expect(architecture.parameterCount == 421_642)
        #expect(
            architecture.parameters.map(\.name) == [
                "conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias", "dense1.weight", "dense1.bias",
                "dense2.weight", "dense2.bias",
            ])
        #expect(architecture.parameters[2].shape == Shape([64, 32, 3, 3]))
        #expect(architecture.parameters[4].shape == Shape([128, 3136]))
    }

    @Test func `an architecture survives being stored`() throws {
        let architecture = try Architecture(input: Shape([1, 28, 28]), layers: Self.digits)
        let stored = try JSONEncoder().encode(architecture)
        #expect(try JSONDecoder().decode(Architecture.self, from: stored) == architecture)
    }

    @Test func `a stored architecture is checked when it is read`() throws {
        let negative = Data(#"{"input":[1,-4,4],"layers":[]}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Architecture.self, from: negative) }
        let unfit = Data(#"{"input":[1,4,4],"layers":[{"dense":{"units":3}}]}"#.utf8)
        #expect(throws: ArchitectureProblem.self) { try JSONDecoder().decode(Architecture.self, from: unfit) }
    }

    @Test func `a layer that does not fit is named with its place`() {
        let problem = #expect(throws: ArchitectureProblem.self) {
            try Architecture(input: Shape([1, 4, 4]), layers: [.relu, .dense(units: 3)])
        }
        #expect(problem?.layer == 1)
        #expect(
            problem?.message == "'dense' takes a row of features, but gets 1×4×4: put 'flatten' before it")
        let tooSmall = #expect(throws: ArchitectureProblem.self) {
            try Architecture(
                input: Shape([1, 4, 4]),
                layers: [
                    .maxPooling2D(size: 2, stride: 2),
                    .convolution2D(filters: 2, kernel: 5, stride: 1, padding: 1),
                ])
        }
        #expect(tooSmall?.layer == 1)
        #expect(
            tooSmall?.message
                == "'conv2d' has windows of 5×5, but gets images of only 1×2×2 and padding 1: "
                + "write 'conv2d(2, kernel: 4, padding: 1)' or 'conv2d(2, kernel: 5, padding: 2)'")
        let flat = #expect(throws: ArchitectureProblem.self) {
            try Architecture(input: Shape([1, 4, 4]), layers: [.flatten, .maxPooling2D(size: 2, stride: 2)])
        }
        #expect(
            flat?.message
                == "'maxPool2d' takes images of channels×height×width, but gets 16: put it before 'flatten'")
    }
}
