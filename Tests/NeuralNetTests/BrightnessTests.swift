import NeuralNet
import Testing

/// Random brightness and contrast, compared with their definition pixel by pixel.
@Suite struct BrightnessTests {
    /// Samples from black to white, in no order.
    private static func image(_ shape: Shape) -> [UInt8] {
        (0..<shape.count).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ $0 / 7 &* 29) }
    }

    /// The factor of an image in epoch 4.
    private static func factor(_ limit: Double, _ name: String, _ index: Int) -> Double {
        let random = RandomStream(seed: 5, stream: "augmentation/4/\(name)")
        return 1 - limit + 2 * limit * Double(random.uniform(at: UInt64(index)))
    }

    private static func clamped(_ level: Double) -> Double { min(max(level, 0), 255) }

    /// Expects each byte to be the nearest to a number.
    private static func expectNearest(_ bytes: [UInt8], _ numbers: [Double], _ name: String) {
        #expect(bytes.count == numbers.count)
        for (place, (byte, number)) in zip(bytes, numbers).enumerated()
        where abs(Double(byte) - number) > 0.5 + 1e-9 {
            Issue.record("\(name)[\(place)]: \(byte) is not the nearest to \(number)")
            return
        }
    }

    @Test(arguments: [Shape([1, 9, 7]), Shape([3, 9, 7])], [0.2, 1])
    func `brightness multiplies every sample by the image's factor`(shape: Shape, limit: Double) {
        let image = Self.image(shape)
        for index in [0, 1, 17, 18] {
            let factor = Self.factor(limit, "brightness", index)
            let actual = Augmentation(brightness: limit, seed: 5).augmented(
                image, shape: shape, index: index, epoch: 4)
            #expect(actual != image)
            Self.expectNearest(actual, image.map { Self.clamped(factor * Double($0)) }, "image \(index)")
        }
    }

    @Test(arguments: [Shape([1, 9, 7]), Shape([2, 9, 7]), Shape([3, 9, 7])], [0.2, 1])
    func `contrast multiplies every sample's difference from the mean grey`(shape: Shape, limit: Double) {
        let image = Self.image(shape)
        let weights = [[1], [0.5, 0.5], [0.299, 0.587, 0.114]][shape.dimensions[0] - 1]
        var mean = 0.0
        for place in 0..<63 {
            for (channel, weight) in weights.enumerated() {
                mean += weight * Double(image[channel * 63 + place]) / 63
            }
        }
        for index in [0, 1, 17, 18] {
            let factor = Self.factor(limit, "contrast", index)
            let actual = Augmentation(contrast: limit, seed: 5).augmented(
                image, shape: shape, index: index, epoch: 4)
            #expect(actual != image)
            let expected = image.map { Self.clamped(mean + factor * (Double($0) - mean)) }
            Self.expectNearest(actual, expected, "image \(index)")
        }
    }

    @Test func `the factors are spread evenly over their range`() {
        let flat: [UInt8] = [100, 100, 100, 100]
        var quarters = [0, 0, 0, 0]
        for index in 0..<2000 {
            let level = Augmentation(brightness: 0.4, seed: 5).augmented(
                flat, shape: Shape([1, 2, 2]), index: index, epoch: 0)[0]
            #expect((60...140).contains(level))
            quarters[min(max(0, (Int(level) - 60) / 20), 3)] += 1
        }
        // Standard deviation of a count: 19; a level on the border moves 25 of them.
        #expect(quarters.allSatisfy { abs($0 - 500) < 125 }, "\(quarters)")
    }

    @Test(arguments: [1, 2, 3, 4])
    func `an image of one grey has no contrast to change`(channels: Int) {
        let shape = Shape([channels, 4, 5])
        for level in [UInt8(0), 1, 77, 254, 255] {
            let flat = [UInt8](repeating: level, count: shape.count)
            for index in 0..<20 {
                #expect(
                    Augmentation(contrast: 1, seed: 5).augmented(flat, shape: shape, index: index, epoch: 0)
                        == flat)
            }
        }
    }

    @Test func `brightness and contrast have factors of their own`() {
        let image = Self.image(Shape([1, 9, 7]))
        let both = Augmentation(brightness: 0.3, contrast: 0.3, seed: 5)
        let darkened = (0..<100).filter { Self.factor(0.3, "brightness", $0) < 1 }
        let flattened = (0..<100).filter { Self.factor(0.3, "contrast", $0) < 1 }
        #expect(darkened != flattened)
        let results = Set(
            (0..<100).map { both.augmented(image, shape: Shape([1, 9, 7]), index: $0, epoch: 4) })
        #expect(results.count == 100)
    }
}
