import FoundationEssentials

/// The size of a network's input images, and the size and position of digits in them.
///
/// As in MNIST: the character's bounding box is scaled, keeping its aspect ratio, to 20 of the 28 pixels, and its
/// centre of mass is moved to the centre. Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten
/// digits".
package struct DigitFrame: Sendable, Hashable {
    /// The width in pixels.
    package let width: Int
    /// The height in pixels.
    package let height: Int

    /// The longer side of a digit's bounding box in pixels; `nil` for 20/28 of the frame's shorter side.
    package let ownDigitSize: Int?

    /// Makes a frame.
    ///
    /// - Parameter digitSize: the longer side of a digit's bounding box, at least 1; `nil` for MNIST's proportion.
    package init(width: Int, height: Int, digitSize: Int? = nil) {
        self.width = width
        self.height = height
        ownDigitSize = digitSize
    }

    /// The longer side of a digit's bounding box.
    var digitSize: Double { ownDigitSize.map(Double.init) ?? Double(min(width, height)) * 20 / 28 }

    /// The width of MNIST's finest strokes, as a share of the longer side of a digit's bounding box.
    private static let thinnestStroke = 0.09

    /// A character centred and scaled into the frame.
    ///
    /// Strokes of a fine pen are widened to MNIST's finest, so that they do not fade when they are scaled down.
    ///
    /// - Parameter ink: the coverage of the character alone.
    func framed(_ ink: Plane, box: PixelBox) -> Data {
        let (ink, box) = withFittingStrokes(ink, box)
        let scale = digitSize / Double(max(box.width, box.height))
        var (mass, across, down) = (0.0, 0.0, 0.0)
        for y in box.y..<box.y + box.height {
            for x in box.x..<box.x + box.width {
                let coverage = Double(ink[x, y])
                mass += coverage
                across += coverage * (Double(x) + 0.5)
                down += coverage * (Double(y) + 0.5)
            }
        }
        guard mass > 0 else { return Data(count: width * height) }
        let area = Plane.Area(
            x: across / mass - Double(width) / 2 / scale, y: down / mass - Double(height) / 2 / scale,
            width: Double(width) / scale, height: Double(height) / scale)
        let framed = ink.resampled(width: width, height: height, from: area)
        return Data(framed.values.map { UInt8((255 * min(1, max(0, $0))).rounded()) })
    }

    private func withFittingStrokes(_ ink: Plane, _ box: PixelBox) -> (Plane, PixelBox) {
        let margin = max(box.width, box.height) / 4 + 2
        let cut = ink.padded(box, by: margin)
        let own = PixelBox(x: margin, y: margin, width: box.width, height: box.height)
        let isInk = cut.values.map { $0 > 0.5 }
        guard isInk.contains(true) else { return (cut, own) }
        let inside = DistanceTransform.distances(
            to: isInk.map { !$0 }, width: cut.width, height: cut.height)
        // The mean distance from the edge of a bar is a quarter of its width.
        let depths = zip(inside.values, isInk).filter(\.1).map { Double($0.0) - 0.5 }
        let stroke = max(1, 4 * depths.reduce(0, +) / Double(depths.count))
        let size = Double(max(box.width, box.height))
        guard stroke < Self.thinnestStroke * size else { return (cut, own) }
        // Both strokes and bounding box grow by the amount added at each edge.
        let growth = (Self.thinnestStroke * size - stroke) / (2 - 2 * Self.thinnestStroke)
        let outside = DistanceTransform.distances(to: isInk, width: cut.width, height: cut.height)
        let grown = cut.combined(with: outside) { coverage, distance in
            max(coverage, min(1, max(0, Float(growth) - distance + 0.5)))
        }
        let added = Int(growth.rounded(.up))
        return (
            grown,
            PixelBox(
                x: own.x - added, y: own.y - added, width: own.width + 2 * added,
                height: own.height + 2 * added)
        )
    }
}
