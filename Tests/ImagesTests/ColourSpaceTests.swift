import Foundation
import Images
import TestSupport
import Testing

/// PNG files that say how their samples are to be shown: the samples are taken as they are stored, as the Python
/// Imaging Library gives them.
struct ColourSpaceTests {
    /// A chunk of four-byte numbers.
    private static func numbers(_ values: [UInt32]) -> [UInt8] {
        values.flatMap { value in
            [24, 16, 8, 0].map { (shift: UInt32) -> UInt8 in UInt8(value >> shift & 255) }
        }
    }

    /// A byte that varies from place to place.
    private static func sample(_ x: Int, _ y: Int) -> UInt8 {
        let number: Int = x * 41 + y * 83 + x * y
        return UInt8(number % 256)
    }

    /// Another chunk behind the header, by the colour type's number of samples.
    private static func chunks(_ channels: Int) -> [(type: String, content: [UInt8])] {
        [
            ("gAMA", numbers([100_000])), ("gAMA", numbers([45455])), ("sRGB", [0]),
            // The primaries of Display P3.
            (
                "cHRM",
                numbers([31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000])
            ),
            ("iCCP", Array("profile".utf8) + [0, 0, 1, 2, 3]),
            ("sBIT", [UInt8](repeating: 5, count: channels)), ("cICP", [9, 16, 0, 1]),
        ]
    }

    @Test(arguments: [(0, 1), (2, 3), (4, 2), (6, 4)] as [(UInt8, Int)], [8, 16] as [UInt8])
    func `a gamma and a colour profile change nothing`(
        kind: (type: UInt8, channels: Int), depth: UInt8
    ) throws {
        let bytes = 16 * kind.channels * Int(depth) / 8
        let rows = (0..<16).map { y in (0..<bytes).map { x in Self.sample(x, y) } }
        let plain = Data.png(16, 16, colourType: kind.type, bitDepth: depth, rows: rows)
        for chunk in Self.chunks(kind.channels) {
            let file = Data.png(
                16, 16, colourType: kind.type, bitDepth: depth, rows: rows, ancillary: [chunk])
            #expect(try GreyImage(decoding: file) == GreyImage(decoding: plain), "\(chunk.type)")
            #expect(try ColourImage(decoding: file) == ColourImage(decoding: plain), "\(chunk.type)")
        }
    }

    @Test func `the stored samples are taken, of a palette too`() throws {
        let gamma = [(type: "gAMA", content: Self.numbers([100_000]))]
        let samples: [UInt8] = [10, 60, 120, 180, 30, 240]
        let colours = Data.png(
            2, 1, colourType: 2, bitDepth: 8, rows: [samples], ancillary: gamma)
        #expect(Array(try ColourImage(decoding: colours).samples) == samples)
        let palette = Data.png(
            2, 1, colourType: 3, bitDepth: 8, rows: [[1, 0]], palette: samples, ancillary: gamma)
        #expect(Array(try ColourImage(decoding: palette).samples) == [180, 30, 240, 10, 60, 120])
        let grey = Data.png(3, 1, colourType: 0, bitDepth: 8, rows: [[7, 90, 200]], ancillary: gamma)
        #expect(Array(try GreyImage(decoding: grey).samples) == [7, 90, 200])
    }

    @Test func `levels of 16 bits are counted as they are stored`() throws {
        let gamma = [(type: "gAMA", content: Self.numbers([45455]))]
        let rows: [[UInt8]] = [(0..<64).flatMap { [0, UInt8(4 * $0)] }]
        let file = Data.png(64, 1, colourType: 0, bitDepth: 16, rows: rows, ancillary: gamma)
        #expect(try GreyImage.decoding(file).lostDepth)
    }
}
