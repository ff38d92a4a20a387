import FoundationEssentials

extension DigitFrame {
    /// The minimum sample of a pixel that counts as ink.
    fileprivate static let faintestInk = 64

    /// The maximum distance of the centre of mass from the centre, as a share of the frame's side.
    ///
    /// MNIST's authors put it within the pixel after the centre, others at the centre itself.
    private static let farthestCentre = 1.3 / 28

    /// The minimum share of images that fit their frame: some deviate.
    private static let leastShare = 0.75

    /// Whether an image is like MNIST's: light ink on a black background, in a bounding box of 20 of 28 pixels or of
    /// the frame's own size, with its centre of mass at the centre.
    ///
    /// - Parameter ink: an image in which 255 is ink.
    package func holds(_ ink: GreyImage) -> Bool {
        guard ink.width == width, ink.height == height, let place = InkPlace(in: ink) else { return false }
        let side = Double(min(width, height))
        let middle = { (centre: Double, length: Int) in
            abs(centre - Double(length) / 2 - 0.25 * side / 28)
        }
        return longestSides.contains(Double(place.longestSide))
            && middle(place.centre.x, width) <= Self.farthestCentre * side
            && middle(place.centre.y, height) <= Self.farthestCentre * side
    }

    /// The possible lengths of the longer side of a digit's bounding box.
    private var longestSides: ClosedRange<Double> {
        guard let own = ownDigitSize.map(Double.init) else {
            let side = Double(min(width, height))
            return side * 17 / 28...side * 21 / 28
        }
        // For small digits, one pixel more is a large share.
        return own * 17 / 20...max(own * 21 / 20, own + 1)
    }

    /// The frame of most of some images, in proportion to MNIST's or with digits of another size; `nil` if there is
    /// none.
    ///
    /// - Parameter images: images of one size in which 255 is ink.
    package init?(ofMost images: [GreyImage]) {
        let sizes = images.compactMap { InkPlace(in: $0)?.longestSide }.sorted()
        guard let first = images.first, let size = sizes.isEmpty ? nil : sizes[sizes.count / 2] else {
            return nil
        }
        func holdsMost(_ frame: DigitFrame) -> Bool {
            Double(images.count(where: frame.holds)) >= Self.leastShare * Double(images.count)
        }
        let usual = DigitFrame(width: first.width, height: first.height)
        let own = DigitFrame(width: first.width, height: first.height, digitSize: size)
        if abs(usual.digitSize - Double(size)) <= max(1, usual.digitSize / 20), holdsMost(usual) {
            self = usual
        } else if holdsMost(own) {
            self = own
        } else {
            return nil
        }
    }
}

extension GreyImage {
    /// Whether the image is light ink on a dark background that is empty along its edge, like MNIST's: at least half of
    /// it is background, and a quarter of the rest is nearly as light as the lightest pixel.
    package var isLightInk: Bool {
        guard let place = InkPlace(in: self) else { return false }
        let light = samples.filter { Int($0) >= DigitFrame.faintestInk }
        let lightest = light.count { 3 * Int($0) >= 2 * place.strongest }
        return 2 * light.count <= samples.count && 4 * lightest >= light.count
    }
}

/// The position of the ink on an image with an empty edge.
private struct InkPlace {
    /// The longer side of the ink's bounding box.
    let longestSide: Int
    /// The centre of mass, in pixels from the upper left corner.
    let centre: (x: Double, y: Double)
    /// The strongest ink.
    let strongest: Int

    /// The maximum mean along the edge of a digit's image, of 255; in MNIST it is 8.6.
    private static let lightestGround = 12.0

    /// Finds the ink; `nil` if the edge is not empty, or there is no ink.
    init?(in ink: GreyImage) {
        guard ink.meanAtEdge <= Self.lightestGround else { return nil }
        var strongest = 0
        var (mass, across, down) = (0, 0, 0)
        var box: PixelBox?
        var place = ink.samples.startIndex
        for y in 0..<ink.height {
            for x in 0..<ink.width {
                let sample = Int(ink.samples[place])
                place += 1
                strongest = max(strongest, sample)
                mass += sample
                across += sample * (2 * x + 1)
                down += sample * (2 * y + 1)
                guard sample >= DigitFrame.faintestInk else { continue }
                let pixel = PixelBox(x: x, y: y, width: 1, height: 1)
                box = box?.union(pixel) ?? pixel
            }
        }
        guard let box, strongest >= 128 else { return nil }
        longestSide = max(box.width, box.height)
        centre = (Double(across) / Double(2 * mass), Double(down) / Double(2 * mass))
        self.strongest = strongest
    }
}
