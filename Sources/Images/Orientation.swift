import FoundationEssentials

/// The orientation of a stored picture, by the transform that makes it upright.
///
/// The values are those of Exif's tag 0x0112 (CIPA DC-008, 4.6.4, `Orientation`).
package enum Orientation: Int, Sendable, Hashable, CaseIterable {
    case upright = 1
    case mirrored, halfTurned, flipped, transposed, quarterTurnedLeft, transversed, quarterTurnedRight

    /// Whether width and height are exchanged.
    var isOnItsSide: Bool { rawValue >= 5 }

    /// The position of the upright picture's pixel in the stored one.
    ///
    /// - Parameters:
    ///   - width: the stored picture's width.
    ///   - height: its height.
    func source(x: Int, y: Int, width: Int, height: Int) -> (x: Int, y: Int) {
        switch self {
        case .upright: (x, y)
        case .mirrored: (width - 1 - x, y)
        case .halfTurned: (width - 1 - x, height - 1 - y)
        case .flipped: (x, height - 1 - y)
        case .transposed: (y, x)
        case .quarterTurnedLeft: (y, height - 1 - x)
        case .transversed: (width - 1 - y, height - 1 - x)
        case .quarterTurnedRight: (width - 1 - y, x)
        }
    }
}

extension ColourImage {
    /// The upright picture of one stored in an orientation.
    package func turned(_ orientation: Orientation) -> ColourImage {
        guard orientation != .upright else { return self }
        let (columns, rows) = orientation.isOnItsSide ? (height, width) : (width, height)
        var turned = Data(count: samples.count)
        turned.withUnsafeMutableBytes { (turned: UnsafeMutableRawBufferPointer) in
            samples.withUnsafeBytes { (stored: UnsafeRawBufferPointer) in
                var place = 0
                for y in 0..<rows {
                    for x in 0..<columns {
                        let source = orientation.source(x: x, y: y, width: width, height: height)
                        let pixel = 3 * (source.y * width + source.x)
                        for channel in 0..<3 { turned[place + channel] = stored[pixel + channel] }
                        place += 3
                    }
                }
            }
        }
        return ColourImage(width: columns, height: rows, samples: turned)
    }
}
