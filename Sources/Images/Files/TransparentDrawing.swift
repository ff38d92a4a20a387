import FoundationEssentials

/// A drawing on a transparent background whose ink would vanish on white; only its opacity is used.
///
/// Drawing programs export white ink in this form. Everything that is visible on white is an ordinary picture.
struct TransparentDrawing {
    /// The opacity of each pixel, row-major.
    private let opacity: [UInt8]

    /// Recognizes such a drawing; `nil` for other images.
    ///
    /// In colours it is one only if white paper would stay blank. In grey, where a pale colour vanishes like white, it is
    /// one if the ink is of one light colour, or if it is strokes of a few colours and some of it is light: a light card
    /// with writing on it is an ordinary picture, and so is one of many colours.
    ///
    /// - Parameters:
    ///   - samples: red, green, blue and opacity of each pixel, row-major.
    ///   - width: the number of pixels in a row.
    ///   - inColours: whether the image is decoded in colours.
    init?(_ samples: [UInt8], width: Int, inColours: Bool) {
        let opacity = stride(from: 3, to: samples.count, by: 4).map { samples[$0] }
        guard let strongest = opacity.max(), let faintest = opacity.min(), faintest < strongest / 2 else {
            return nil
        }
        let isDrawing =
            inColours
            ? Self.isBlank(samples)
            : Self.vanishesInGrey(samples, opacity, strongest: strongest, width: width)
        guard isDrawing else { return nil }
        self.opacity = opacity
    }

    /// The grey from which on ink is hardly visible in grey; its contrast with white is 2 : 1.
    private static let faintGrey = 180

    /// The grey from which on ink is invisible in colours; its contrast with white is 1.3 : 1.
    private static let blankGrey = 224

    /// The maximum difference of red, green and blue in ink that is nearly without colour.
    private static let widestTint = 32

    /// Whether a colour is at least as light as a grey.
    private static func isLight(_ red: Int, _ green: Int, _ blue: Int, as grey: Int) -> Bool {
        // The shares of red, green and blue in luminance, in ten-thousandths: ITU-R BT.709. The square of a sample is
        // close to its linear light.
        2126 * red * red + 7152 * green * green + 722 * blue * blue >= 10_000 * grey * grey
    }

    /// Whether nothing is visible of a picture that is composited on white.
    private static func isBlank(_ samples: [UInt8]) -> Bool {
        stride(from: 0, to: samples.count, by: 4).allSatisfy { place in
            let opacity = Int(samples[place + 3])
            let (red, green, blue) = (
                (Int(samples[place]) - 255) * opacity / 255 + 255,
                (Int(samples[place + 1]) - 255) * opacity / 255 + 255,
                (Int(samples[place + 2]) - 255) * opacity / 255 + 255
            )
            return max(red, green, blue) - min(red, green, blue) <= widestTint
                && isLight(red, green, blue, as: blankGrey)
        }
    }

    /// Whether the ink, or a part of it, is hardly visible in grey.
    private static func vanishesInGrey(
        _ samples: [UInt8], _ opacity: [UInt8], strongest: UInt8, width: Int
    ) -> Bool {
        // At a stroke's edge, programs blend its colour with the background.
        let least = UInt8(3 * Int(strongest) / 4)
        let isInk = opacity.map { $0 >= least }
        let ink = Ink(samples, at: isInk)
        if ink.widestRange <= widestRange {
            return isLight(ink.mean[0], ink.mean[1], ink.mean[2], as: faintGrey)
                && !ink.isAmongOthers(in: samples, at: isInk)
        }
        return 10 * ink.faint >= ink.count && ink.hasFewColours && isMostlyClear(opacity, strongest)
            && areStrokes(isInk, width: width)
    }

    /// The maximum range of the samples of one colour.
    private static let widestRange = 48

    /// Whether half of the pixels have next to no opacity.
    private static func isMostlyClear(_ opacity: [UInt8], _ strongest: UInt8) -> Bool {
        2 * opacity.count { $0 <= strongest / 8 } >= opacity.count
    }

    /// The colours of the drawing.
    private struct Ink {
        /// The number of pixels.
        var count = 0
        /// The number of pixels that are faint in grey.
        var faint = 0
        /// The mean of red, of green and of blue.
        let mean: [Int]
        /// The maximum difference of two samples in a channel.
        let widestRange: Int
        /// Whether nearly all pixels have one of a few colours.
        let hasFewColours: Bool

        /// The maximum number of colours that are few.
        private static let fewColours = 6

        init(_ samples: [UInt8], at isInk: [Bool]) {
            var (darkest, lightest) = ([Int](repeating: 255, count: 3), [Int](repeating: 0, count: 3))
            var sums = [0, 0, 0]
            // The number of pixels in each of 8 × 8 × 8 ranges of red, green and blue.
            var colours = [Int](repeating: 0, count: 512)
            for pixel in isInk.indices where isInk[pixel] {
                var colour = 0
                for channel in 0..<3 {
                    let sample = Int(samples[4 * pixel + channel])
                    darkest[channel] = min(darkest[channel], sample)
                    lightest[channel] = max(lightest[channel], sample)
                    sums[channel] += sample
                    colour = colour << 3 | sample >> 5
                }
                colours[colour] += 1
                count += 1
                if TransparentDrawing.isLight(
                    Int(samples[4 * pixel]), Int(samples[4 * pixel + 1]), Int(samples[4 * pixel + 2]),
                    as: TransparentDrawing.faintGrey)
                {
                    faint += 1
                }
            }
            let total = count
            mean = sums.map { $0 / max(1, total) }
            widestRange = zip(lightest, darkest).map { $0 - $1 }.max() ?? 0
            let most = colours.sorted(by: >).prefix(Self.fewColours).reduce(0, +)
            hasFewColours = 5 * most >= 4 * total
        }

        /// Whether there is more of other colours, less opaque, than of the ink: the picture is one of several colours.
        func isAmongOthers(in samples: [UInt8], at isInk: [Bool]) -> Bool {
            var (own, others) = (0, 0)
            for pixel in isInk.indices {
                let opacity = Int(samples[4 * pixel + 3])
                if isInk[pixel] {
                    own += opacity
                } else if (0..<3).contains(where: {
                    abs(Int(samples[4 * pixel + $0]) - mean[$0]) > TransparentDrawing.widestRange
                }) {
                    others += opacity
                }
            }
            return others > own
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
