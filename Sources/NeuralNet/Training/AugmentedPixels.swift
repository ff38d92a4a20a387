/// The bytes of one image after another, augmented before they are normalized.
///
/// Its buffers serve all images of a batch. Flips and crops copy rows; only rotation, scaling and shift interpolate,
/// and are rounded to bytes here.
struct AugmentedPixels {
    private let shape: Shape
    /// The share of each channel in grey.
    private let weights: [Double]
    /// The image loaded last, `[C, H, W]`.
    private(set) var bytes: [UInt8]
    private var spare: [UInt8]
    /// The byte in place of each byte when brightness and contrast change.
    private var levels = [UInt8](repeating: 0, count: 256)

    /// Makes buffers for images of a shape, `[C, H, W]`.
    init(shape: Shape) {
        self.shape = shape
        let channels = shape.planes.channels
        weights =
            channels == 3
            ? [0.299, 0.587, 0.114] : [Double](repeating: 1 / Double(channels), count: channels)
        bytes = [UInt8](repeating: 0, count: shape.count)
        spare = bytes
    }

    /// Loads an image with a change, except for its hole.
    mutating func load(_ source: Span<UInt8>, changedBy change: ImageChange) {
        if let transform = change.transform {
            bytes.copy(source, of: shape, isFlipped: change.isFlipped, corner: (0, 0))
            transform.apply(to: bytes, shape: shape, into: &spare)
            bytes.copy(spare, of: shape, corner: change.corner)
        } else {
            bytes.copy(source, of: shape, isFlipped: change.isFlipped, corner: change.corner)
        }
        if change.brightness != 1 || change.contrast != 1 { recolour(change) }
    }

    /// The mean of the image in grey, as bright as it is to be.
    private func meanGrey() -> Double {
        let plane = bytes.count / weights.count
        var mean = 0.0
        for (channel, weight) in weights.enumerated() {
            var sum = 0
            for place in channel * plane..<(channel + 1) * plane { sum += Int(levels[Int(bytes[place])]) }
            mean += weight * Double(sum) / Double(plane)
        }
        return mean
    }

    /// Changes brightness, then contrast: each byte becomes another one, whatever its channel and place.
    private mutating func recolour(_ change: ImageChange) {
        func byte(_ level: Double) -> UInt8 { UInt8(min(max(level.rounded(), 0), 255)) }
        for level in 0...255 { levels[level] = byte(change.brightness * Double(level)) }
        if change.contrast != 1 {
            let rest = (1 - change.contrast) * meanGrey()
            for level in 0...255 { levels[level] = byte(change.contrast * Double(levels[level]) + rest) }
        }
        for place in bytes.indices { bytes[place] = levels[Int(bytes[place])] }
    }
}

extension [UInt8] {
    /// Copies an image with another pixel as its upper left corner.
    fileprivate mutating func copy(_ source: [UInt8], of shape: Shape, corner: (row: Int, column: Int)) {
        copy(source.span, of: shape, isFlipped: false, corner: corner)
    }

    /// Copies an image row by row, `[C, H, W]`, flipped first if so, with another pixel as its upper left corner: zeros
    /// where there is none.
    fileprivate mutating func copy(
        _ source: Span<UInt8>, of shape: Shape, isFlipped: Bool, corner: (row: Int, column: Int)
    ) {
        let (channels, height, width) = shape.planes
        let rows = Self.overlap(height, corner.row)
        let columns = Self.overlap(width, corner.column)
        for channel in 0..<channels {
            for row in 0..<height {
                let start = (channel * height + row) * width
                guard rows.contains(row) else {
                    for column in 0..<width { self[start + column] = 0 }
                    continue
                }
                for column in 0..<columns.lowerBound { self[start + column] = 0 }
                let from = start + corner.row * width
                if isFlipped {
                    let last = from + width - 1 - corner.column
                    for column in columns { self[start + column] = source[last - column] }
                } else {
                    let first = from + corner.column
                    for column in columns { self[start + column] = source[first + column] }
                }
                for column in columns.upperBound..<width { self[start + column] = 0 }
            }
        }
    }

    /// The places, of a length, whose places before a shift are within it.
    private static func overlap(_ length: Int, _ shift: Int) -> Range<Int> {
        let lower = Swift.min(length, Swift.max(0, -shift))
        return lower..<Swift.max(lower, Swift.min(length, length - shift))
    }
}
