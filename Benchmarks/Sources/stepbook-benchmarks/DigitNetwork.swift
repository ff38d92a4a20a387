import Foundation
import NeuralNet

/// The network of digit_recognition, whole or only its first block.
struct DigitNetwork: MeasuredNetwork {
    static let layers: [Layer] = [
        .convolution2D(filters: 32, kernel: 3, stride: 1, padding: 1), .relu,
        .maxPooling2D(size: 2, stride: 2),
        .convolution2D(filters: 64, kernel: 3, stride: 1, padding: 1), .relu,
        .maxPooling2D(size: 2, stride: 2),
        .flatten, .dense(units: 128), .relu, .dropout(rate: 0.25), .dense(units: 10),
    ]

    static let optimizer = Optimizer.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0)

    static let inputShape = Shape([1, 28, 28])

    /// The layers and their shapes.
    let architecture: Architecture

    /// Makes the whole network.
    init() throws {
        architecture = try Architecture(input: Self.inputShape, layers: Self.layers)
    }

    /// Makes a network of its first convolution, ReLU and pooling, with a dense layer for the ten classes.
    init(blockOf whole: DigitNetwork) throws {
        architecture = try Architecture(
            input: whole.architecture.input,
            layers: whole.architecture.layers.prefix(3) + [.flatten, .dense(units: 10)])
    }

    /// Images of random bytes, a quarter of them ink, as in handwritten digits, with random classes.
    ///
    /// A network's time does not depend on its input.
    static func images(count: Int, augmentation: Augmentation? = nil) throws -> ImageSet {
        var generator = SystemRandomNumberGenerator()
        var pixels = Data(count: count * inputShape.count)
        pixels.withUnsafeMutableBytes { bytes in
            for index in stride(from: 0, to: bytes.count, by: 4) {
                bytes[index] = UInt8.random(in: 0...255, using: &generator)
            }
        }
        let labels = Data((0..<count).map { _ in UInt8.random(in: 0..<10, using: &generator) })
        return try ImageSet(
            shape: inputShape, pixels: pixels, labels: labels,
            normalization: Normalization(mean: 0.1307, standardDeviation: 0.3081), augmentation: augmentation)
    }
}
