import NeuralNet

/// The network of cifar10, whole or only its first blocks.
struct ResidualNetwork: MeasuredNetwork {
    static let optimizer = Optimizer.sgd(momentum: 0.9, weightDecay: 0.0005, nesterov: true)

    /// Its blocks of layers in order; a dense layer on the largest value of each feature map follows.
    static let blocks: [(name: String, layers: [Layer])] = [
        ("convolution 3 → 32 at 32 × 32", block(32)),
        ("convolution 32 → 64 at 32 × 32, pooling", block(64) + pooling),
        ("residual, two convolutions 64 → 64 at 16 × 16", [residual(64)]),
        ("convolution 64 → 128 at 16 × 16, pooling", block(128) + pooling),
        ("convolution 128 → 256 at 8 × 8, pooling", block(256) + pooling),
        ("residual, two convolutions 256 → 256 at 4 × 4", [residual(256)]),
    ]

    let architecture: Architecture

    /// Makes a network of the first blocks.
    ///
    /// - Parameter count: the number of blocks, 1…6.
    init(blocks count: Int) throws {
        let layers = Self.blocks.prefix(count).flatMap(\.layers)
        // Down to 4 × 4, as in the whole network: pooling much larger images at once would take longer than a block.
        let halvings = max(0, 3 - layers.count { $0.kind is MaxPooling2D })
        architecture = try Architecture(
            input: Shape([3, 32, 32]),
            layers: layers + Array(repeating: Self.pooling, count: halvings).flatMap(\.self) + [
                .globalMaxPooling2D, .dense(units: 10),
            ])
    }

    private static let pooling = [Layer.maxPooling2D(size: 2, stride: 2)]

    /// A convolution with batch normalization and ReLU.
    private static func block(_ filters: Int) -> [Layer] {
        var convolution = Convolution2D()
        (convolution.filters, convolution.kernel, convolution.padding) = (filters, 3, 1)
        convolution.hasBias = false
        return [Layer(convolution), .batchNormalization2D, .relu]
    }

    private static func residual(_ channels: Int) -> Layer {
        .residual(block(channels) + block(channels))
    }
}
