import NeuralNet
import Testing

/// What a network has of a trained one: the leading equal layers, and nothing behind the first that differs.
@Suite struct TransferredNetworkTests {
    private static let block = Layer.residual([
        .convolution2D(filters: 4, kernel: 3, stride: 1, padding: 1), .batchNormalization2D, .relu,
    ])

    private static func network(_ layers: [Layer], input: [Int] = [1, 8, 8]) throws -> Architecture {
        try Architecture(input: Shape(input), layers: layers)
    }

    /// A network with convolutions of so many filters behind its block, and so many outputs.
    private static func layers(filters: Int = 6, classes: Int = 3) -> [Layer] {
        [
            .convolution2D(filters: 4, kernel: 3, stride: 1, padding: 1), .relu, block,
            .convolution2D(filters: filters, kernel: 3, stride: 1, padding: 0), .relu, .flatten,
            .dense(units: classes),
        ]
    }

    @Test func `layers are shared up to the first that differs`() throws {
        let trained = try Self.network(Self.layers())
        func shared(_ layers: [Layer]) throws -> Int {
            try TransferredNetwork(Self.network(layers), from: trained).sharedLayers
        }
        #expect(try shared(Self.layers()) == 7)
        #expect(try shared(Self.layers(classes: 5)) == 6)
        #expect(try shared(Self.layers(filters: 7)) == 3)
        #expect(try shared(Array(Self.layers().prefix(2)) + [.flatten, .dense(units: 2)]) == 2)
        #expect(try shared([.tanh] + Self.layers()) == 0)
        var other = Self.layers()
        other[2] = .residual([.convolution2D(filters: 4, kernel: 3, stride: 1, padding: 1), .relu])
        #expect(try shared(other) == 2)
    }

    @Test func `layers that say the same differ where their tensors do`() throws {
        let trained = try Self.network(Self.layers())
        let wider = try TransferredNetwork(Self.network(Self.layers(), input: [1, 9, 8]), from: trained)
        #expect(wider.sharedLayers == 6)
        let coloured = try TransferredNetwork(Self.network(Self.layers(), input: [3, 8, 8]), from: trained)
        #expect(coloured.sharedLayers == 0)
        #expect(coloured.sharedTensors == [])
    }

    @Test func `shared tensors are the trained ones to the bit, the others those of a new network`() throws {
        let trained = try Self.network(Self.layers())
        let transferred = TransferredNetwork(try Self.network(Self.layers(classes: 5)), from: trained)
        let before = Parameters(initializing: trained, seed: 7)
        let new = Parameters(initializing: transferred.architecture, seed: 3)
        let made = try transferred.parameters(from: before, seed: 3)
        #expect(
            transferred.sharedTensors == [
                "conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias", "batchNorm1.weight",
                "batchNorm1.bias", "batchNorm1.running_mean", "batchNorm1.running_var", "conv3.weight",
                "conv3.bias",
            ])
        for (name, tensor) in made.tensors {
            #expect(
                tensor == (transferred.sharedTensors.contains(name) ? before[name] : new[name]), "\(name)")
        }
        #expect(made["conv1.weight"] != new["conv1.weight"])
        #expect(made["dense1.weight"]?.shape == Shape([5, 6 * 6 * 6]))
    }

    @Test func `the last dense layer gets other outputs`() throws {
        let trained = try Self.network(Self.layers() + [.relu])
        #expect(trained.layers(withOutputs: 9) == Self.layers(classes: 9) + [.relu])
        let two = try Self.network([.flatten, .dense(units: 5), .relu, .dense(units: 4)])
        #expect(
            two.layers(withOutputs: 2) == [.flatten, .dense(units: 5), .relu, .dense(units: 2)])
        let none = try Self.network([.convolution2D(filters: 4, kernel: 8, stride: 1, padding: 0), .flatten])
        #expect(none.layers(withOutputs: 9) == nil)
    }
}
