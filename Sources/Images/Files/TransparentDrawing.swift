import FoundationEssentials

/// A drawing on a transparent background whose ink would vanish on white, at least in part; only its opacity is used.
///
/// Drawing programs export white or light ink in this form.
struct TransparentDrawing {
    /// The opacity of each pixel, row-major.
    private let opacity: [UInt8]

    /// The maximum range of the samples of one colour.
    private static let widestRange = 48

    /// The brightness below which ink of one colour is visible on white.
    private static let darkestInk = 64

    /// The brightness from which on ink of several colours is faint on white.
    private static let faintInk = 165

    /// Recognizes such a drawing; `nil` for other images.
    ///
    /// With one colour it is one unless the colour is dark. With several it is one if some of it is light and all of it
    /// is strokes: a light card with writing on it is an ordinary picture.
    ///
    /// - Parameters:
    ///   - samples: red, green, blue and opacity of each pixel, row-major.
    ///   - width: the number of pixels in a row.
    init?(_ samples: [UInt8], width: Int) {
        let opacity = stride(from: 3, to: samples.count, by: 4).map { samples[$0] }
        guard let strongest = opacity.max(), let faintest = opacity.min(), faintest < strongest / 2 else {
            return nil
        }
        // At a stroke's edge, programs blend its colour with the background.
        let least = UInt8(3 * Int(strongest) / 4)
        let isInk = opacity.map { $0 >= least }
        let ink = Ink(samples, at: isInk)
        let isDrawing =
            ink.widestRange <= Self.widestRange
            ? ink.mean >= Self.darkestInk
            : 10 * ink.faint >= ink.count && Self.areStrokes(isInk, width: width)
        guard isDrawing else { return nil }
        self.opacity = opacity
    }

    /// The colours of the drawing.
    private struct Ink {
        /// The number of pixels.
        var count = 0
        /// The number of pixels that are faint on white.
        var faint = 0
        /// The mean of all samples.
        let mean: Int
        /// The maximum difference of two samples in a channel.
        let widestRange: Int

        init(_ samples: [UInt8], at isInk: [Bool]) {
            var (darkest, lightest) = ([Int](repeating: 255, count: 3), [Int](repeating: 0, count: 3))
            var sum = 0
            for pixel in isInk.indices where isInk[pixel] {
                var brightness = 0
                // The shares of red, green and blue in brightness, in thousandths: ITU-R BT.601.
                for (channel, share) in [299, 587, 114].enumerated() {
                    let sample = Int(samples[4 * pixel + channel])
                    darkest[channel] = min(darkest[channel], sample)
                    lightest[channel] = max(lightest[channel], sample)
                    sum += sample
                    brightness += share * sample
                }
                count += 1
                if brightness >= 1000 * TransparentDrawing.faintInk { faint += 1 }
            }
            mean = sum / max(1, 3 * count)
            widestRange = zip(lightest, darkest).map { $0 - $1 }.max() ?? 0
        }
    }

    /// The minimum side of a picture in which strokes are recognized.
    private static let leastSide = 8

    /// Whether nothing is wider than a quarter of the picture's longer side.
    private static func areStrokes(_ isInk: [Bool], width: Int) -> Bool {
        let height = isInk.count / max(1, width)
        guard min(width, height) >= leastSide else { return false }
        // The side of the largest square of ink that ends at each pixel of the row above.
        var above = [Int](repeating: 0, count: width)
        var widest = 0
        for y in 0..<height {
            var row = above
            for x in 0..<width {
                row[x] =
                    isInk[y * width + x] ? 1 + (x == 0 ? 0 : min(row[x - 1], above[x], above[x - 1])) : 0
                widest = max(widest, row[x])
            }
            above = row
        }
        return 4 * widest <= max(width, height)
    }

    /// The drawing dark on white.
    ///
    /// - Parameter channels: the number of samples per pixel, all of them equal.
    func samples(channels: Int) -> Data {
        var samples = Data(capacity: opacity.count * channels)
        for own in opacity {
            for _ in 0..<channels { samples.append(255 - own) }
        }
        return samples
    }
}
