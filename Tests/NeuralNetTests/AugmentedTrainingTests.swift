import Foundation
import NeuralNet
import TestSupport
import Testing

/// What a network in training is given of augmented images: the images that are shown, whatever the batches, the threads
/// and the interruptions.
@Suite struct AugmentedTrainingTests {
    private static let shape = Shape([3, 6, 5])
    private static let count = 7

    /// Images of noise.
    private static let pixels = Data(
        RandomStream(seed: 3, stream: "pixels").uniforms(count: count * shape.count).map { UInt8($0 * 256) })

    /// Means that are bytes over 255, so that a mean is exactly 0 after normalization.
    private static let normalization = Normalization(channels: [
        .init(mean: 0.2, standardDeviation: 0.5), .init(mean: 0.4, standardDeviation: 0.25),
        .init(mean: 0.6, standardDeviation: 0.125),
    ])

    private static let augmentation = Augmentation(
        flip: true, crop: 2, cutout: 3, brightness: 0.4, contrast: 0.3, seed: 5)

    private static func images(
        _ augmentation: Augmentation?, pixels: Data = pixels, normalization: Normalization = normalization
    ) throws -> ImageSet {
        try ImageSet(
            shape: shape, pixels: pixels, labels: Data((0..<count).map { UInt8($0 % 2) }),
            normalization: normalization, augmentation: augmentation)
    }

    /// The images as an epoch sees them.
    private static func seen(
        in epoch: Int, _ augmentation: Augmentation, normalization: Normalization = normalization
    ) throws -> ImageSet {
        let bytes = (0..<count).flatMap { index in
            augmentation.augmented(
                pixels[index * shape.count..<(index + 1) * shape.count], shape: shape, index: index,
                epoch: epoch, normalization: normalization)
        }
        return try images(nil, pixels: Data(bytes), normalization: normalization)
    }

    /// A training of a network whose loss depends on every sample.
    private static func training(
        learningRate: Double = 0, epochs: Int = 3, batchSize: Int = 2, threads: Int = 1
    ) throws -> Training {
        Training(
            architecture: try Architecture(input: shape, layers: [.flatten, .dense(units: 2)]),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), learningRate: learningRate,
            schedule: .constant, epochs: epochs, batchSize: batchSize, seed: 9, threads: threads)
    }

    @Test(arguments: [
        Augmentation(flip: true, seed: 5), Augmentation(crop: 2, seed: 5), Augmentation(cutout: 3, seed: 5),
        Augmentation(brightness: 0.4, seed: 5), Augmentation(contrast: 0.3, seed: 5), augmentation,
        Augmentation(rotation: 20, shift: 1, scale: 0.1, flip: true, crop: 1, seed: 5),
    ])
    func `a network is given the images that are shown, to the bit`(augmentation: Augmentation) throws {
        let training = try Self.training()
        let losses = try training.run(on: Self.images(augmentation), validation: nil) { _ in }
            .history.batchLosses
        let plain = try training.run(on: Self.images(nil), validation: nil) { _ in }.history.batchLosses
        #expect(losses.count == 12)
        for epoch in 0..<3 {
            // Nothing is learned, and the order is that of the epoch.
            let shown = try training.run(on: Self.seen(in: epoch, augmentation), validation: nil) { _ in }
                .history.batchLosses
            #expect(losses[epoch * 4..<epoch * 4 + 4] == shown[epoch * 4..<epoch * 4 + 4])
            #expect(losses[epoch * 4..<epoch * 4 + 4] != plain[epoch * 4..<epoch * 4 + 4])
        }
    }

    @Test func `the images of a part are changed as they are in the whole`() throws {
        let training = try Self.training()
        let whole = try Self.images(Self.augmentation)
        // A part of a part is a part of the whole.
        let part = try whole.part([6, 1, 4, 2]).part([1, 3, 0])
        let losses = try training.run(on: part, validation: nil) { _ in }.history.batchLosses
        #expect(losses.count == 6)
        for epoch in 0..<3 {
            let shown = try Self.seen(in: epoch, Self.augmentation).part([1, 2, 6])
            let expected = try training.run(on: shown, validation: nil) { _ in }.history.batchLosses
            #expect(losses[epoch * 2..<epoch * 2 + 2] == expected[epoch * 2..<epoch * 2 + 2])
        }
    }

    @Test func `one normalization of all channels applies to augmented images as well`() throws {
        let normalization = Normalization(mean: 0.2, standardDeviation: 0.5)
        let training = try Self.training(epochs: 1)
        let losses = try training.run(
            on: Self.images(Self.augmentation, normalization: normalization), validation: nil
        ) { _ in }
        let shown = try training.run(
            on: Self.seen(in: 0, Self.augmentation, normalization: normalization), validation: nil
        ) { _ in }
        #expect(losses.history == shown.history)
    }

    @Test(arguments: [1, 2, 7], [1, 2, 3])
    func `batches and threads change nothing in what a network is given`(batchSize: Int, threads: Int) throws
    {
        func losses(_ training: Training) throws -> [Double] {
            try training.run(on: Self.images(Self.augmentation), validation: nil) { _ in }
                .history.epochs.map(\.loss)
        }
        let expected = try losses(Self.training(batchSize: 4))
        #expect(Set(expected).count == 3)
        expectClose(
            try losses(Self.training(batchSize: batchSize, threads: threads)), expected, absolute: 1e-5,
            relative: 0, "losses")
    }

    @Test func `a training of augmented images resumes to the same bits`() throws {
        let training = try Self.training(learningRate: 0.1, epochs: 4)
        let images = try Self.images(Self.augmentation)
        try training.expectSameBitsFromCheckpoints(on: images, validation: nil, isStored: false)
    }

    @Test func `validation images and images to classify stay unchanged`() throws {
        let training = try Self.training(epochs: 1)
        let changed = try Self.images(Self.augmentation)
        let validated = try training.run(on: changed, validation: changed) { _ in }
        let plain = try training.run(on: changed, validation: Self.images(nil)) { _ in }
        #expect(validated.history == plain.history)
        let classifier = Classifier(
            architecture: training.architecture, parameters: plain.parameters, threads: 1)
        #expect(try classifier.classify(changed).logits == classifier.classify(Self.images(nil)).logits)
    }
}
