import NeuralNet
import TestSupport

/// A network with one convolution so large that the engine computes it by Winograd's algorithm whatever the length of
/// the processor's vectors, and no larger than that, since plain loops compute it, too.
struct LargeConvolution {
    /// The multiply-adds of an image from which on the engine does so with vectors of 8 floats.
    private static let leastMultiplyAdds = 8_000_000

    /// The shape of the images.
    let input: Shape
    /// The layers, from images to classes.
    let layers: [Layer]

    /// Draws a network: something before the convolution, some of what may be computed together with it, and the classes.
    init(classes: Int, _ random: inout RandomSource) {
        let channels = Self.one(of: [48, 64, 80], &random)
        let padding = Self.one(of: [0, 1, 1, 2], &random)
        let rows = Int.random(in: 14...16, using: &random)
        let columns = Int.random(in: 14...16, using: &random)
        // As few filters as reach the limit, in blocks of 16.
        let block = 16 * 9 * channels * rows * columns
        let filters = 16 * ((Self.leastMultiplyAdds + block - 1) / block)
        let isFirst = Bool.random(using: &random)
        input = Shape([isFirst ? channels : 3, rows + 2 - 2 * padding, columns + 2 - 2 * padding])
        let before: [Layer] =
            isFirst ? [] : [.convolution2D(filters: channels, kernel: 1, stride: 1, padding: 0), .tanh]
        let convolution = Layer.convolution2D(filters: filters, kernel: 3, stride: 1, padding: padding)
        let forms: [[Layer]] = [
            [], [.relu], [.relu, .maxPooling2D(size: 2, stride: 2)], [.batchNormalization2D, .relu],
        ]
        let behind = Self.one(of: forms, &random)
        let row = Self.one(of: [Layer.flatten, .globalMaxPooling2D, .globalAveragePooling2D], &random)
        let last: [Layer] = [row, .dense(units: classes)]
        layers = before + [convolution] + behind + last
    }

    private static func one<Value>(of values: [Value], _ random: inout RandomSource) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}
