import NeuralNet
import Testing

/// Flips, crops and squares that are cut out: every result is one of few images, each computed here pixel by pixel.
@Suite struct AugmentedCopyTests {
    private static let shape = Shape([3, 6, 5])

    /// Three channels of samples that are all different, and none 0.
    private static let image = (0..<shape.count).map { UInt8($0 + 1) }

    /// An image whose sample at a channel, row and column is given.
    private static func image(
        of shape: Shape = shape, _ sample: (_ channel: Int, _ row: Int, _ column: Int) -> UInt8
    ) -> [UInt8] {
        (0..<shape.dimensions[0]).flatMap { channel in
            (0..<shape.dimensions[1]).flatMap { row in
                (0..<shape.dimensions[2]).map { sample(channel, row, $0) }
            }
        }
    }

    private static func sample(_ channel: Int, _ row: Int, _ column: Int) -> UInt8 {
        (0..<6).contains(row) && (0..<5).contains(column) ? image[channel * 30 + row * 5 + column] : 0
    }

    private static let mirrored = image { channel, row, column in sample(channel, row, 4 - column) }

    private static func results(
        _ augmentation: Augmentation, count: Int, epoch: Int = 2, normalization: Normalization = .unit
    ) -> [[UInt8]] {
        (0..<count).map {
            augmentation.augmented(
                image, shape: shape, index: $0, epoch: epoch, normalization: normalization)
        }
    }

    /// How often each of some images occurs in the results, and how often another one.
    private static func counts(of images: [[UInt8]], in results: [[UInt8]]) -> (of: [Int], others: Int) {
        let found = Dictionary(results.map { ($0, 1) }, uniquingKeysWith: +)
        let counts = images.map { found[$0] ?? 0 }
        return (counts, results.count - counts.reduce(0, +))
    }

    /// Pearson's statistic of counts that are expected to be the same.
    private static func chiSquare(_ counts: [Int]) -> Double {
        let expected = Double(counts.reduce(0, +)) / Double(counts.count)
        return counts.map { (Double($0) - expected) * (Double($0) - expected) / expected }.reduce(0, +)
    }

    // MARK: Flips

    @Test func `a flip mirrors half of the images exactly, and leaves the others`() {
        let found = Self.counts(
            of: [Self.image, Self.mirrored], in: Self.results(Augmentation(flip: true, seed: 5), count: 400))
        #expect(found.others == 0)
        // Standard deviation of a count: 10.
        #expect((150...250).contains(found.of[1]), "\(found.of)")
    }

    @Test func `another epoch and another seed flip other images`() {
        let first = Self.results(Augmentation(flip: true, seed: 5), count: 400)
        #expect(Self.results(Augmentation(flip: true, seed: 5), count: 400) == first)
        for other in [
            Self.results(Augmentation(flip: true, seed: 5), count: 400, epoch: 3),
            Self.results(Augmentation(flip: true, seed: 6), count: 400),
        ] {
            let changed = zip(first, other).count { $0 != $1 }
            #expect((150...250).contains(changed), "\(changed)")
        }
    }

    // MARK: Crops

    /// The windows of the image's size in the image with so much padding.
    private static func windows(
        padding: Int, _ sample: (_ channel: Int, _ row: Int, _ column: Int) -> UInt8
    ) -> [[UInt8]] {
        (-padding...padding).flatMap { down in
            (-padding...padding).map { across in
                image { channel, row, column in sample(channel, row + down, column + across) }
            }
        }
    }

    @Test func `a crop is a window of the image between zeros, each place being as likely as any other`() {
        let windows = Self.windows(padding: 2, Self.sample)
        #expect(Set(windows).count == 25)
        let found = Self.counts(
            of: windows, in: Self.results(Augmentation(crop: 2, seed: 5), count: 5000))
        #expect(found.others == 0)
        // Of 24 degrees of freedom: beyond 60 once in ten thousand seeds.
        #expect(Self.chiSquare(found.of) < 60, "\(found.of)")
    }

    @Test func `a crop of a flipped image is a window of the mirrored one`() {
        let windows =
            Self.windows(padding: 2, Self.sample)
            + Self.windows(padding: 2) { channel, row, column in Self.sample(channel, row, 4 - column) }
        #expect(Set(windows).count == 50)
        let found = Self.counts(
            of: windows, in: Self.results(Augmentation(flip: true, crop: 2, seed: 5), count: 5000))
        #expect(found.others == 0)
        // Of 49 degrees of freedom: beyond 97 once in ten thousand seeds.
        #expect(Self.chiSquare(found.of) < 97, "\(found.of)")
    }

    @Test func `a crop out of more padding than the image has pixels may see nothing of it`() {
        let shape = Shape([1, 1, 2])
        let augmentation = Augmentation(flip: true, crop: 3, seed: 5)
        let results = Set(
            (0..<2000).map { augmentation.augmented([1, 2], shape: shape, index: $0, epoch: 0) })
        // A window in a row of zeros, with the image in the middle: nothing, its right or left end, or all of it.
        #expect(results == [[0, 0], [0, 1], [0, 2], [1, 0], [2, 0], [1, 2], [2, 1]])
    }

    // MARK: Squares

    /// The image with a square around each of its pixels cut out.
    private static func cut(side: Int, filled means: [UInt8]) -> [[UInt8]] {
        (0..<6).flatMap { middle in
            (0..<5).map { centre in
                image { channel, row, column in
                    // The centre of an even square is the pixel after its middle.
                    let isInside =
                        row >= middle - side / 2 && row < middle - side / 2 + side
                        && column >= centre - side / 2 && column < centre - side / 2 + side
                    return isInside ? means[channel] : sample(channel, row, column)
                }
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4])
    func `a square about any pixel is cut out of all channels and filled with their means`(side: Int) {
        let normalization = Normalization(
            channels: [200, 150, 100].map { .init(mean: $0 / 255, standardDeviation: 0.5) })
        let cut = Self.cut(side: side, filled: [200, 150, 100])
        #expect(Set(cut).count == 30)
        let found = Self.counts(
            of: cut,
            in: Self.results(Augmentation(cutout: side, seed: 5), count: 3000, normalization: normalization))
        #expect(found.others == 0)
        // Of 29 degrees of freedom: beyond 67 once in ten thousand seeds.
        #expect(Self.chiSquare(found.of) < 67, "\(found.of)")
    }

    @Test func `a square of images that are not normalized is black`() {
        let cut = Self.cut(side: 3, filled: [0, 0, 0])
        let found = Self.counts(of: cut, in: Self.results(Augmentation(cutout: 3, seed: 5), count: 300))
        #expect(found.others == 0)
    }

    @Test func `a square larger than the image hides all of it`() {
        let hidden = Self.results(Augmentation(cutout: 1000, seed: 5), count: 20)
        #expect(hidden == Array(repeating: Self.image { _, _, _ in 0 }, count: 20))
    }
}
