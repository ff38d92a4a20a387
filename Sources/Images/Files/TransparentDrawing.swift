import FoundationEssentials

/// A drawing in one colour on transparent ground: what is drawn is told by the opacity alone.
///
/// Drawing programs export white or light ink so, and on white ground nothing of it would be seen.
struct TransparentDrawing {
    /// How opaque each pixel is, row by row.
    private let opacity: [UInt8]

    /// How far apart the samples of one colour lie at most.
    private static let widestRange = 48

    /// Darker ink is seen on white ground as it is.
    private static let darkestInk = 64

    /// Finds out whether an image is such a drawing; `nil` where it is not.
    ///
    /// - Parameter samples: red, green, blue and opacity of each pixel, row by row.
    init?(_ samples: [UInt8]) {
        let opacity = stride(from: 3, to: samples.count, by: 4).map { samples[$0] }
        guard let strongest = opacity.max(), let faintest = opacity.min(), faintest < strongest / 2 else {
            return nil
        }
        // At a stroke's edge programs mix its colour with whatever lay behind it.
        let least = UInt8(3 * Int(strongest) / 4)
        var sum = 0
        var count = 0
        for channel in 0..<3 {
            var (darkest, lightest) = (UInt8.max, UInt8.min)
            for (pixel, own) in opacity.enumerated() where own >= least {
                let sample = samples[4 * pixel + channel]
                darkest = min(darkest, sample)
                lightest = max(lightest, sample)
                sum += Int(sample)
                count += 1
            }
            guard Int(lightest) - Int(darkest) <= Self.widestRange else { return nil }
        }
        guard count > 0, sum >= Self.darkestInk * count else { return nil }
        self.opacity = opacity
    }

    /// The drawing dark on white.
    ///
    /// - Parameter channels: how many samples each pixel has, all of them equal.
    func samples(channels: Int) -> Data {
        var samples = Data(capacity: opacity.count * channels)
        for own in opacity {
            for _ in 0..<channels { samples.append(255 - own) }
        }
        return samples
    }
}
