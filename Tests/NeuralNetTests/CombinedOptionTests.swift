import Foundation
import NeuralNet
import Testing

/// A training with all that has a state or is left to chance, at once.
@Suite struct CombinedOptionTests {
    private static let shape = Shape([3, 8, 8])

    /// Images of noise, each class lighter in a colour of its own.
    ///
    /// - Parameter shift: by how many classes the labels are wrong.
    private static func images(
        count: Int, stream: String, shift: Int = 0, augmentation: Augmentation? = nil
    ) throws -> ImageSet {
        let noise = RandomStream(seed: 3, stream: stream).uniforms(count: count * shape.count)
        return try ImageSet(
            shape: shape,
            pixels: Data(
                noise.enumerated().map { place, value -> UInt8 in
                    let (image, channel) = (place / 192, place / 64 % 3)
                    return UInt8((channel == image % 3 ? 100 : 40) + 100 * value)
                }), labels: Data((0..<count).map { UInt8(($0 + shift) % 3) }),
            normalization: Normalization(channels: [
                .init(mean: 0.4, standardDeviation: 0.15), .init(mean: 0.45, standardDeviation: 0.16),
                .init(mean: 0.42, standardDeviation: 0.17),
            ]), augmentation: augmentation)
    }

    private static func block(_ filters: Int, kernel: Int = 3, isRectified: Bool = true) -> [Layer] {
        var convolution = Convolution2D()
        (convolution.filters, convolution.kernel, convolution.padding) = (filters, kernel, kernel / 2)
        convolution.hasBias = false
        return [Layer(convolution), .batchNormalization2D] + (isRectified ? [.relu] : [])
    }

    private static func training(threads: Int, precision: Precision) throws -> Training {
        let layers: [Layer] =
            block(8) + [
                .dropout2D(rate: 0.1), .residual(block(8)),
                .residual(block(12), shortcut: block(12, kernel: 1, isRectified: false)),
                .globalMaxPooling2D, .dropout(rate: 0.2), .dense(units: 3),
            ]
        return Training(
            architecture: try Architecture(input: shape, layers: layers),
            optimizer: .sgd(momentum: 0.9, weightDecay: 0.0005, nesterov: true), learningRate: 0.1,
            schedule: .cosine(floor: 0, warmup: 0.25), epochs: 3, batchSize: 12, seed: 4, threads: threads,
            precision: precision, loss: CrossEntropyLoss(labelSmoothing: 0.1),
            options: UpdateOptions(decayed: .weights, gradientLimit: 1, averageDecay: 0.8),
            selection: EpochSelection(keepsBest: true))
    }

    @Test(arguments: [1, 2], [Precision.float32, .bfloat16])
    func `a training with all options resumes after any epoch to the same bits`(
        threads: Int, precision: Precision
    ) throws {
        guard precision.isSupportedHere else { return }
        let augmentation = Augmentation(
            flip: true, crop: 1, cutout: 3, brightness: 0.2, contrast: 0.2, mixup: 0.2, seed: 5)
        let training = try Self.training(threads: threads, precision: precision)
        let whole = try training.expectSameBitsFromCheckpoints(
            on: Self.images(count: 56, stream: "train", augmentation: augmentation),
            validation: Self.images(count: 18, stream: "validation", shift: 1))
        // What is learned is wrong for the validation images, so the best epoch is not the last, and all later
        // checkpoints have it beside their own network.
        #expect(try #require(whole.history.keptEpoch) < training.epochs)
        #expect(whole.checkpoints.last?.best == whole.parameters)
        #expect(whole.checkpoints.last?.state.average != whole.parameters)
    }
}
