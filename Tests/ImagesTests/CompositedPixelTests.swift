import Foundation
import Images
import TestSupport
import Testing

/// Half-transparent pixels, composited on white as browsers and the Python Imaging Library do.
struct CompositedPixelTests {
    /// An image of 8 × 8 equal pixels in every kind of PNG that has opacity.
    private static func files(_ colour: [UInt8], _ opacity: UInt8) -> [Data] {
        func file(_ type: UInt8, depth: UInt8 = 8, _ pixel: [UInt8]) -> Data {
            .png(
                8, 8, colourType: type, bitDepth: depth,
                rows: Array(repeating: Array(repeating: pixel, count: 8).flatMap { $0 }, count: 8))
        }
        let deep = (colour + [opacity]).flatMap { [$0, $0] }
        let isGrey = Set(colour).count == 1
        return [file(6, colour + [opacity]), file(6, depth: 16, deep)]
            + (isGrey ? [file(4, [colour[0], opacity]), file(4, depth: 16, Array(deep.suffix(4)))] : [])
    }

    /// A colour, its opacity, and the composited red, green and blue: c·a + 255·(1 − a), rounded.
    @Test(
        arguments: [
            ([0, 0, 0], 128, [127, 127, 127]), ([0, 0, 0], 64, [191, 191, 191]),
            ([0, 0, 0], 1, [254, 254, 254]), ([0, 0, 0], 254, [1, 1, 1]),
            ([100, 100, 100], 128, [177, 177, 177]),
            ([255, 255, 255], 128, [255, 255, 255]), ([0, 0, 0], 255, [0, 0, 0]),
            ([9, 9, 9], 0, [255, 255, 255]),
            ([200, 100, 0], 128, [227, 177, 127]), ([255, 0, 0], 51, [255, 204, 204]),
        ] as [([UInt8], UInt8, [UInt8])]) func `a pixel is composited in sRGB, in grey and in colours`(
            colour: [UInt8], opacity: UInt8, expected: [UInt8]
        ) throws
    {
        for file in Self.files(colour, opacity) {
            let colours = Array(try ColourImage(decoding: file).samples)
            #expect(colours == Array(repeating: expected, count: 64).flatMap { $0 })
            guard Set(expected).count == 1 else { continue }
            let grey = Array(try GreyImage(decoding: file).samples)
            #expect(grey == Array(repeating: expected[0], count: 64))
        }
    }

    /// A coloured pixel has the grey that the composited colour has in a file without opacity.
    @Test(
        arguments: [
            ([200, 100, 0], 128), ([255, 0, 0], 51), ([0, 0, 255], 200), ([0, 160, 80], 77),
            ([10, 20, 30], 250),
        ] as [([UInt8], UInt8)]) func `a composited colour has the grey of the same opaque colour`(
            colour: [UInt8], opacity: UInt8
        ) throws
    {
        let file = Self.files(colour, opacity)[0]
        let composited = Array(try ColourImage(decoding: file).samples)
        let opaque = Data.png(
            8, 8, colourType: 2, bitDepth: 8,
            rows: (0..<8).map { Array(composited[24 * $0..<24 * $0 + 24]) })
        let expected = try GreyImage(decoding: opaque).samples
        #expect(try GreyImage(decoding: file).samples == expected)
    }

    @Test func `opaque pixels beside others keep their bytes`() throws {
        let levels: [UInt8] = (0..<8).map { UInt8($0 * 36) }
        func rows(_ opacity: [UInt8]) -> [[UInt8]] {
            (0..<8).map { y in
                (0..<8).flatMap { x in
                    [levels[x], levels[y], levels[7 - x]] + opacity
                }
            }
        }
        var translucent = rows([255])
        translucent[0].replaceSubrange(0..<4, with: [0, 0, 0, 128])
        let plain = Data.png(8, 8, colourType: 2, bitDepth: 8, rows: rows([]))
        let file = Data.png(8, 8, colourType: 6, bitDepth: 8, rows: translucent)
        #expect(
            Array(try GreyImage(decoding: file).samples).dropFirst()
                == Array(try GreyImage(decoding: plain).samples).dropFirst())
        #expect(
            Array(try ColourImage(decoding: file).samples).dropFirst(3)
                == Array(try ColourImage(decoding: plain).samples).dropFirst(3))
        #expect(try GreyImage(decoding: file).samples.first == 127)
    }
}
