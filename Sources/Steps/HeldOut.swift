import FoundationEssentials
package import NeuralNet

/// Training images of which some are held out for validation.
package struct HeldOut {
    /// The images to train on, and those held out; `nil` where none are.
    package let parts: (training: ImageSet, validation: ImageSet?)

    /// Draws the images to hold out.
    ///
    /// - Parameters:
    ///   - share: the share held out, 0..<1; at least one image where it is more than 0.
    ///   - seed: what the choice depends on.
    package init(share: Double, of images: ImageSet, seed: UInt64) throws {
        guard share > 0 else {
            parts = (images, nil)
            return
        }
        let count = max(1, Int((share * Double(images.count)).rounded()))
        guard count < images.count else {
            throw StepFailure("of \(images.count) training images, \(count) cannot be held out")
        }
        let order = RandomStream(seed: seed, stream: "validation").permutation(of: images.count)
        // In their old order, so that the parts lie in memory as the whole does.
        parts = (
            try Self.take(order[count...].sorted(), from: images),
            try Self.take(order[..<count].sorted(), from: images)
        )
    }

    private static func take(_ indices: [Int], from images: ImageSet) throws -> ImageSet {
        let size = images.shape.count
        var pixels = Data(capacity: indices.count * size)
        var labels = Data(capacity: indices.count)
        for index in indices {
            let start = images.pixels.startIndex + index * size
            pixels.append(images.pixels[start..<start + size])
            labels.append(images.labels[images.labels.startIndex + index])
        }
        return try ImageSet(
            shape: images.shape, pixels: pixels, labels: labels, normalization: images.normalization,
            augmentation: images.augmentation)
    }
}
