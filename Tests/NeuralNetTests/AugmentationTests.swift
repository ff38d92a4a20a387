import Foundation
import NeuralNet
import Testing

@Suite struct AugmentationTests {
    private static let shape = Shape([2, 9, 7])

    /// Two channels of different noise.
    private static let image = (0..<shape.count).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ $0 / 7 &* 29) }

    private static func augmentation(
        rotation: Double = 0, shift: Double = 0, scale: Double = 0, seed: UInt64 = 5
    ) -> Augmentation { Augmentation(rotation: rotation, shift: shift, scale: scale, seed: seed) }

    private static func augmented(_ augmentation: Augmentation, index: Int = 3, epoch: Int = 2) -> [UInt8] {
        augmentation.augmented(image, shape: shape, index: index, epoch: epoch)
    }

    @Test func `an augmentation of nothing leaves an image unchanged`() {
        #expect(Self.augmented(Self.augmentation()) == Self.image)
    }

    @Test(arguments: [(30.0, 0.0, 0.0), (0, 3, 0), (0, 0, 0.4), (180, 2, 0.3)], [0, 1, 17])
    func `an image is rotated, scaled and shifted by its random numbers`(
        limits: (rotation: Double, shift: Double, scale: Double), index: Int
    ) {
        let augmentation = Self.augmentation(
            rotation: limits.rotation, shift: limits.shift, scale: limits.scale)
        let random = RandomStream(seed: 5, stream: "augmentation/4")
        func within(_ limit: Double, _ number: Int) -> Double {
            limit * (2 * Double(random.uniform(at: UInt64(index * 4 + number))) - 1)
        }
        let angle = within(limits.rotation, 0) * .pi / 180
        let size = 1 + within(limits.scale, 1)
        let (across, down) = (within(limits.shift, 2), within(limits.shift, 3))
        let actual = Self.augmented(augmentation, index: index, epoch: 4)
        #expect(actual != Self.image)

        func sample(_ channel: Int, _ row: Int, _ column: Int) -> Double {
            guard (0..<9).contains(row), (0..<7).contains(column) else { return 0 }
            return Double(Self.image[channel * 63 + row * 7 + column])
        }
        for channel in 0..<2 {
            for row in 0..<9 {
                for column in 0..<7 {
                    // The pixel's source position: the inverse shift, rotation and scaling about the centre.
                    let (x, y) = (Double(column) - 3 - across, Double(row) - 4 - down)
                    let fromX = (cos(angle) * x + sin(angle) * y) / size + 3
                    let fromY = (cos(angle) * y - sin(angle) * x) / size + 4
                    let (left, top) = (Int(fromX.rounded(.down)), Int(fromY.rounded(.down)))
                    let (shareX, shareY) = (fromX - Double(left), fromY - Double(top))
                    let expected =
                        (sample(channel, top, left) * (1 - shareX) + sample(channel, top, left + 1) * shareX)
                        * (1 - shareY)
                        + (sample(channel, top + 1, left) * (1 - shareX)
                            + sample(channel, top + 1, left + 1) * shareX) * shareY
                    let place = channel * 63 + row * 7 + column
                    #expect(abs(Double(actual[place]) - expected) <= 0.51, "\(channel), \(row), \(column)")
                }
            }
        }
    }

    @Test func `a rotated, scaled and shifted image has the bytes that earlier versions give`() {
        let image = (0..<16).map { UInt8(truncatingIfNeeded: 40 + $0 * 97) }
        let turned = Self.augmentation(rotation: 20, shift: 1, scale: 0.1)
        let shifted = Self.augmentation(shift: 1.5)
        func bytes(_ augmentation: Augmentation, _ index: Int, _ epoch: Int) -> [UInt8] {
            augmentation.augmented(image, shape: Shape([1, 4, 4]), index: index, epoch: epoch)
        }
        #expect(
            bytes(turned, 3, 2)
                == [36, 65, 24, 0, 152, 164, 123, 0, 34, 165, 119, 3, 115, 167, 169, 72])
        #expect(
            bytes(turned, 0, 0)
                == [74, 116, 188, 21, 94, 182, 147, 46, 108, 74, 140, 86, 60, 4, 0, 0])
        #expect(
            bytes(shifted, 3, 2) == [0, 0, 0, 0, 165, 148, 38, 0, 68, 154, 107, 0, 177, 169, 52, 0])
        #expect(
            bytes(shifted, 0, 0)
                == [39, 136, 182, 0, 121, 217, 108, 0, 17, 95, 173, 0, 0, 0, 0, 0])
    }

    @Test(arguments: [Shape([2, 9, 7]), Shape([3, 6, 7])], [Normalization.unit, mean])
    func `an image is flipped, transformed, cropped, made brighter, given contrast and cut, in this order`(
        shape: Shape, normalization: Normalization
    ) {
        // Each change draws numbers of its own, so that one after the other is the same as all of them.
        let changes = [
            Augmentation(flip: true, seed: 5), Augmentation(rotation: 20, shift: 1, scale: 0.1, seed: 5),
            Augmentation(crop: 2, seed: 5), Augmentation(brightness: 0.5, seed: 5),
            Augmentation(contrast: 0.5, seed: 5), Augmentation(cutout: 3, seed: 5),
        ]
        let all = Augmentation(
            rotation: 20, shift: 1, scale: 0.1, flip: true, crop: 2, cutout: 3, brightness: 0.5,
            contrast: 0.5,
            seed: 5)
        let image = Self.image.prefix(shape.count)
        func augmented(by augmentations: [Augmentation], _ index: Int) -> [UInt8] {
            augmentations.reduce(Array(image)) { image, augmentation in
                augmentation.augmented(
                    image, shape: shape, index: index, epoch: 2, normalization: normalization)
            }
        }
        for index in 0..<20 {
            #expect(augmented(by: [all], index) == augmented(by: changes, index), "image \(index)")
        }
        // Brightness alone could as well come before the crop: a multiple of 0 is 0.
        for order in [
            [1, 0, 2, 3, 4, 5], [0, 2, 1, 3, 4, 5], [0, 1, 3, 4, 2, 5], [0, 1, 2, 4, 3, 5],
            [0, 1, 2, 3, 5, 4],
        ] {
            let others = order.map { changes[$0] }
            #expect(
                (0..<20).contains { augmented(by: others, $0) != augmented(by: changes, $0) }, "\(order)")
        }
    }

    private static let mean = Normalization(mean: 0.4, standardDeviation: 0.2)

    @Test func `seed, epoch and index each change the transform, and nothing else does`() {
        let augmentation = Self.augmentation(rotation: 20, shift: 1, scale: 0.1)
        let first = Self.augmented(augmentation)
        #expect(Self.augmented(augmentation) == first)
        #expect(Self.augmented(augmentation, index: 4) != first)
        #expect(Self.augmented(augmentation, epoch: 3) != first)
        #expect(Self.augmented(Self.augmentation(rotation: 20, shift: 1, scale: 0.1, seed: 6)) != first)
    }

    @Test func `channels of the same samples stay the same`() {
        let plane = Self.image.prefix(63)
        let shape = Shape([3, 9, 7])
        let augmentation = Augmentation(
            rotation: 20, shift: 1, scale: 0.1, flip: true, crop: 2, cutout: 3, brightness: 0.5,
            contrast: 0.5,
            seed: 5)
        for index in 0..<20 {
            let result = augmentation.augmented(plane + plane + plane, shape: shape, index: index, epoch: 0)
            #expect(result[..<63] == result[63..<126], "image \(index)")
            #expect(result[..<63] == result[126...], "image \(index)")
        }
    }

    @Test func `a training sees the augmented images of each epoch, and measures on unaugmented ones`() throws
    {
        // One image, and a network that outputs its mean brightness, so that the loss shows the network's input.
        let pixels = Data((0..<49).map { UInt8($0 * 5) })
        let augmentation = Self.augmentation(shift: 4)
        func images(_ augmentation: Augmentation?) throws -> ImageSet {
            try ImageSet(
                shape: Shape([1, 7, 7]), pixels: pixels, labels: Data([0]),
                normalization: Normalization(mean: 0.25, standardDeviation: 0.5), augmentation: augmentation)
        }
        let training = Training(
            architecture: try Architecture(input: Shape([1, 7, 7]), layers: [.flatten, .dense(units: 2)]),
            optimizer: .sgd(momentum: 0, weightDecay: 0, nesterov: false), learningRate: 0,
            schedule: .constant, epochs: 3, batchSize: 1, seed: 9, threads: 1)
        let result = try training.run(on: images(augmentation), validation: images(augmentation)) { _ in }
        let plain = try training.run(on: images(nil), validation: nil) { _ in }
        let unchanged = try #require(plain.history.batchLosses.first)
        #expect(plain.history.batchLosses == [unchanged, unchanged, unchanged])
        for (epoch, loss) in result.history.batchLosses.enumerated() {
            let bytes = augmentation.augmented(pixels, shape: Shape([1, 7, 7]), index: 0, epoch: epoch)
            let seen = try ImageSet(
                shape: Shape([1, 7, 7]), pixels: Data(bytes), labels: Data([0]),
                normalization: Normalization(mean: 0.25, standardDeviation: 0.5))
            let expected = try training.run(on: seen, validation: nil) { _ in }.history.batchLosses
            // The bytes are rounded, the network's input is not.
            #expect(abs(loss - expected[0]) <= 0.01)
            #expect(abs(loss - unchanged) > 0.01)
        }
        let validated = try #require(result.history.epochs.first?.validationLoss)
        #expect(abs(Float(validated) - unchanged) <= 1e-6)
    }
}
