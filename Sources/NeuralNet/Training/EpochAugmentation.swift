/// The changes of images of one shape in one epoch, by an image's index in its set.
struct EpochAugmentation: Sendable {
    private let augmentation: Augmentation
    private let height: Int
    private let width: Int
    private let transforms: RandomStream
    private let flips: RandomStream
    private let crops: RandomStream
    private let brightness: RandomStream
    private let contrast: RandomStream
    private let cutouts: RandomStream

    /// Whether images are changed in whole bytes, before they are normalized.
    var changesBytes: Bool { augmentation.changesBytes }

    /// Starts the streams of random numbers.
    ///
    /// - Parameter epoch: 0-based.
    init(_ augmentation: Augmentation, epoch: Int, shape: Shape) {
        func stream(_ name: String) -> RandomStream {
            RandomStream(seed: augmentation.seed, stream: "augmentation/\(epoch)" + name)
        }
        self.augmentation = augmentation
        (_, height, width) = shape.planes
        transforms = stream("")
        flips = stream("/flip")
        crops = stream("/crop")
        brightness = stream("/brightness")
        contrast = stream("/contrast")
        cutouts = stream("/cutout")
    }

    /// What happens to an image.
    func change(of index: Int) -> ImageChange {
        let index = UInt64(index)
        var change = ImageChange()
        change.isFlipped = augmentation.flip && flips.uniform(at: index) < 0.5
        if augmentation.hasTransform { change.transform = transform(of: index) }
        let crop = augmentation.crop
        if crop > 0 {
            let places = 2 * crop + 1
            change.corner = (
                crops.integer(below: places, at: 2 * index) - crop,
                crops.integer(below: places, at: 2 * index + 1) - crop
            )
        }
        change.brightness = factor(augmentation.brightness, brightness, index)
        change.contrast = factor(augmentation.contrast, contrast, index)
        if augmentation.cutout > 0 { change.hole = hole(in: index) }
        return change
    }

    private func transform(of index: UInt64) -> AffineTransform {
        func within(_ limit: Double, _ number: UInt64) -> Float {
            Float(limit) * (2 * transforms.uniform(at: index * 4 + number) - 1)
        }
        return AffineTransform(
            radians: within(augmentation.rotation, 0) * .pi / 180, size: 1 + within(augmentation.scale, 1),
            across: within(augmentation.shift, 2),
            down: within(augmentation.shift, 3))
    }

    private func factor(_ limit: Double, _ stream: RandomStream, _ index: UInt64) -> Double {
        limit > 0 ? 1 + limit * (2 * Double(stream.uniform(at: index)) - 1) : 1
    }

    private func hole(in index: UInt64) -> ImagePart {
        let side = augmentation.cutout
        func part(of length: Int, _ number: UInt64) -> Range<Int> {
            let start = cutouts.integer(below: length, at: 2 * index + number) - side / 2
            return max(0, start)..<min(length, start + side)
        }
        return ImagePart(rows: part(of: height, 0), columns: part(of: width, 1))
    }
}
