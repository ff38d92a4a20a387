import Foundation
import NeuralNet
import TestSupport

/// A network, its parameters, a batch of images and a loss, all drawn from a seed.
struct RandomNetwork: CustomStringConvertible {
    let seed: UInt64
    let architecture: Architecture
    let parameters: Parameters
    let loss: CrossEntropyLoss
    /// The batch, as images are stored.
    let images: ImageSet
    /// The same, as a network is given them, `[N, C, H, W]`.
    let batch: Tensor

    /// Draws a network.
    ///
    /// - Parameters:
    ///   - isLarge: whether it is a ``LargeConvolution``, of a batch of two images.
    ///   - dropoutRate: of its dropout layers; everything else is the same for any rate.
    init(seed: UInt64, isLarge: Bool = false, dropoutRate: Double = 0) throws {
        self.seed = seed
        var random = RandomSource(seed: seed)
        let count = isLarge ? 2 : Int.random(in: 2...9, using: &random)
        let classes = Int.random(in: 2...7, using: &random)
        let large = isLarge ? LargeConvolution(classes: classes, &random) : nil
        let input: Shape
        if let large {
            input = large.input
        } else {
            input = Shape([
                Int.random(in: 1...8, using: &random), Int.random(in: 4...14, using: &random),
                Int.random(in: 4...14, using: &random),
            ])
        }
        let depth = Int.random(in: 2...10, using: &random)
        loss = Self.loss(classes: classes, &random)
        images = try Self.images(count, of: input, classes: classes, &random)
        batch = Self.batch(of: images)
        // The parameters come from numbers of their own, so that they do not depend on how many the layers took.
        var layers = RandomLayers(RandomSource(seed: random.next()), images: count, dropoutRate: dropoutRate)
        let drawn = large?.layers ?? layers.network(on: input, classes: classes, count: depth)
        architecture = try Architecture(input: input, layers: drawn)
        parameters = try Self.parameters(of: architecture, &random)
    }

    var labels: [Int] { images.labels.map { Int($0) } }

    /// The loss by its definition.
    var referenceLoss: ReferenceLoss { ReferenceLoss(loss: loss, labels: labels) }

    /// The seed and the network as a notebook writes it.
    var description: String {
        let layers = architecture.layers.map(\.kind.source).joined(separator: ", ")
        return "network \(seed), \(images.count) images of \(architecture.input): \(layers)"
    }

    private static func loss(classes: Int, _ random: inout RandomSource) -> CrossEntropyLoss {
        let smoothing = Bool.random(using: &random) ? Double.random(in: 0.05...0.4, using: &random) : 0
        let isWeighted = Bool.random(using: &random)
        let weights = (0..<classes).map { _ in Double.random(in: 0.5...3, using: &random) }
        return CrossEntropyLoss(labelSmoothing: smoothing, classWeights: isWeighted ? weights : nil)
    }

    private static func images(
        _ count: Int, of shape: Shape, classes: Int, _ random: inout RandomSource
    ) throws -> ImageSet {
        try ImageSet(
            shape: shape,
            pixels: Data(
                (0..<shape.count(times: count)).map { _ in UInt8.random(in: 0...255, using: &random) }),
            labels: Data((0..<count).map { _ in UInt8.random(in: 0..<UInt8(classes), using: &random) }),
            normalization: Normalization(
                channels: (0..<shape.dimensions[0]).map { _ in
                    .init(
                        mean: Double.random(in: 0.3...0.6, using: &random),
                        standardDeviation: Double.random(in: 0.2...0.4, using: &random))
                }))
    }

    private static func batch(of images: ImageSet) -> Tensor {
        let plane = images.shape.dimensions[1] * images.shape.dimensions[2]
        let values = images.pixels.enumerated().map { place, pixel in
            let channel = images.normalization[place / plane % images.shape.dimensions[0]]
            return (Float(pixel) / 255 - Float(channel.mean)) / Float(channel.standardDeviation)
        }
        return Tensor(shape: Shape([images.count] + images.shape.dimensions), values: values)
    }

    /// Weights that keep the values' size from layer to layer, and everything else away from its initial value.
    private static func parameters(
        of architecture: Architecture, _ random: inout RandomSource
    ) throws -> Parameters {
        var named: [String: Tensor] = [:]
        for parameter in architecture.parameters {
            let values = (0..<parameter.shape.count).map { _ in
                switch (parameter.tensor.name, parameter.tensor.initialization) {
                case ("weight", .uniform(let fanIn)):
                    Float.random(in: -1...1, using: &random) * (3 / Float(fanIn)).squareRoot()
                case ("weight", _):
                    Float.random(in: 0.5...1.5, using: &random) * (Bool.random(using: &random) ? 1 : -1)
                case ("running_var", _): Float.random(in: 0.5...1.5, using: &random)
                default: Float.random(in: -0.5...0.5, using: &random)
                }
            }
            named[parameter.name] = Tensor(shape: parameter.shape, values: values)
        }
        return try Parameters(for: architecture, from: named)
    }
}
