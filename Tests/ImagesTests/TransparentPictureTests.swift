import Foundation
import Images
import TestSupport
import Testing

/// Pictures whose opacity varies: they are composited on white, whatever their colours.
struct TransparentPictureTests {
    /// A picture of 64 × 64 pixels with a colour and an opacity for each place.
    private static func picture(_ pixel: (_ x: Int, _ y: Int) -> [UInt8]) -> [[UInt8]] {
        (0..<64).map { y in (0..<64).flatMap { x in pixel(x, y) } }
    }

    /// Many colours.
    private static func colour(_ x: Int, _ y: Int) -> [UInt8] {
        let blue = (97 * x + 31 * y) % 256
        return [UInt8(4 * x), UInt8(4 * y), UInt8(blue)]
    }

    /// A byte that varies from pixel to pixel.
    private static func noise(_ x: Int, _ y: Int) -> UInt8 {
        let number = x * 7919 + y * 104_729 + x * y * 13
        return UInt8(number % 256)
    }

    /// The square of the distance from the centre.
    private static func distance(_ x: Int, _ y: Int) -> Int { (x - 32) * (x - 32) + (y - 32) * (y - 32) }

    private static let pictures: [(name: String, rows: [[UInt8]])] = [
        ("red is the opacity", picture { x, y in colour(x, y) + [UInt8(4 * x)] }),
        ("dark is opaque", picture { x, y in colour(x, y) + [255 - UInt8(4 * x)] }),
        ("noise", picture { x, y in colour(x, y) + [noise(x, y)] }),
        ("fading", picture { x, y in colour(x, y) + [UInt8(4 * y)] }),
        ("a disc of many colours", picture { x, y in colour(x, y) + [distance(x, y) < 400 ? 255 : 0] }),
        (
            "fading from the centre",
            picture { x, y in colour(x, y) + [UInt8(max(0, 255 - distance(x, y) / 4))] }
        ),
        (
            "white only where it is most opaque",
            picture { x, y in
                distance(x, y) < 100 ? [255, 255, 255, 255] : colour(x, y) + [UInt8(x == 0 ? 0 : 120)]
            }
        ),
        (
            "lines of many colours",
            picture { x, y in y % 8 == 0 ? colour(x, y) + [255] : [0, 0, 0, 0] }
        ),
        (
            "a red disc with noise",
            picture { x, y in
                [208 + noise(x, y) / 11, 30, 30, distance(x, y) < 400 ? 255 : 0]
            }
        ),
    ]

    @Test(arguments: pictures.indices) func `a picture of colours is composited on white`(index: Int) throws {
        let rows = Self.pictures[index].rows
        let file = Data.png(64, 64, colourType: 6, bitDepth: 8, rows: rows)
        let composited = rows.map { row in
            stride(from: 0, to: row.count, by: 4).flatMap { place -> [UInt8] in
                let opacity = Int(row[place + 3])
                return row[place..<place + 3].map { sample -> UInt8 in
                    let ink = Int(sample) * opacity
                    return UInt8((ink + 255 * (255 - opacity) + 127) / 255)
                }
            }
        }
        let decoded = try GreyImage.decoding(file)
        #expect(decoded.hadColours, "\(Self.pictures[index].name)")
        #expect(try ColourImage.occur(in: file))
        #expect(decoded.colours.map { Array($0.samples) } == composited.flatMap { $0 })
        let opaque = Data.png(64, 64, colourType: 2, bitDepth: 8, rows: composited)
        #expect(try decoded.image == GreyImage(decoding: opaque), "\(Self.pictures[index].name)")
    }
}
