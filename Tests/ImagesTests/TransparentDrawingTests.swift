import Foundation
import Images
import TestSupport
import Testing

/// Drawings whose ink is given by their opacity, as drawing programs and tablets export them.
struct TransparentDrawingTests {
    /// The opacity of a bar and its soft edge, 5 × 5 pixels.
    private static let bar: [[UInt8]] = (0..<5).map { y in
        (0..<5).map { x in y == 0 || y == 4 ? 0 : x == 2 ? 255 : x == 1 ? 120 : 0 }
    }

    /// The expected image, dark on white.
    private static let seen = bar.flatMap { $0.map { 255 - $0 } }

    private func file(
        _ colour: (UInt8, UInt8, UInt8), hidden: (UInt8, UInt8, UInt8)? = nil
    ) -> Data {
        .png(
            5, 5, colourType: 6, bitDepth: 8,
            rows: Self.bar.map { row in
                row.flatMap { opacity in
                    let own = opacity == 0 ? hidden ?? colour : colour
                    return [own.0, own.1, own.2, opacity]
                }
            })
    }

    @Test(
        arguments: [(255, 255, 255), (250, 245, 230), (238, 240, 244)] as [(UInt8, UInt8, UInt8)])
    func `white ink on a transparent background becomes dark on white`(
        colour: (UInt8, UInt8, UInt8)
    ) throws {
        #expect(Array(try GreyImage(decoding: file(colour)).samples) == Self.seen)
        #expect(
            Array(try ColourImage(decoding: file(colour)).samples) == Self.seen.flatMap { [$0, $0, $0] })
    }

    /// The bar composited on white, in colours.
    private static func composited(_ colour: (UInt8, UInt8, UInt8)) -> [UInt8] {
        bar.joined().flatMap { opacity in
            [colour.0, colour.1, colour.2].map { sample -> UInt8 in
                let ink = Int(sample) * Int(opacity)
                return UInt8((ink + 255 * (255 - Int(opacity)) + 127) / 255)
            }
        }
    }

    @Test(
        arguments: [(255, 230, 0), (0, 200, 255), (255, 220, 200), (200, 200, 200)]
            as [(UInt8, UInt8, UInt8)])
    func `pale ink becomes dark in grey, where it would vanish, and is composited on white in colours`(
        colour: (UInt8, UInt8, UInt8)
    ) throws {
        #expect(Array(try GreyImage(decoding: file(colour)).samples) == Self.seen)
        #expect(Array(try ColourImage(decoding: file(colour)).samples) == Self.composited(colour))
    }

    @Test(
        arguments: [
            (220, 30, 30), (30, 160, 40), (30, 60, 230), (230, 120, 20), (128, 128, 128), (160, 160, 160),
            (120, 0, 0), (0, 0, 0),
        ] as [(UInt8, UInt8, UInt8)])
    func `ink that is visible on white is composited on it`(colour: (UInt8, UInt8, UInt8)) throws {
        let composited = Self.composited(colour)
        #expect(Array(try ColourImage(decoding: file(colour)).samples) == composited)
        let opaque = Data.png(
            5, 5, colourType: 2, bitDepth: 8, rows: (0..<5).map { Array(composited[15 * $0..<15 * $0 + 15]) })
        #expect(try GreyImage(decoding: file(colour)) == GreyImage(decoding: opaque))
    }

    @Test func `a light grey is the same in colours, however the file stores it`() throws {
        let rows = Self.bar.map { $0.flatMap { [200, $0] as [UInt8] } }
        let decoded = try GreyImage.decoding(.png(5, 5, colourType: 4, bitDepth: 8, rows: rows))
        #expect(Array(decoded.image.samples) == Self.seen)
        #expect(decoded.colours == (try ColourImage(decoding: file((200, 200, 200)))))
        #expect(!decoded.hadColours)
    }

    @Test func `the colour of transparent pixels does not matter`() throws {
        let file = file((255, 255, 255), hidden: (0, 0, 0))
        #expect(Array(try GreyImage(decoding: file).samples) == Self.seen)
    }

    @Test func `white ink is found in every kind of PNG`() throws {
        let grey = Data.png(
            5, 5, colourType: 4, bitDepth: 8, rows: Self.bar.map { $0.flatMap { [255, $0] } })
        #expect(Array(try GreyImage(decoding: grey).samples) == Self.seen)
        let deep = Data.png(
            5, 5, colourType: 6, bitDepth: 16,
            rows: Self.bar.map { $0.flatMap { [255, 255, 255, 255, 255, 255, $0, $0] } })
        #expect(Array(try GreyImage(decoding: deep).samples) == Self.seen)
    }

    /// White strokes of 20 × 20 pixels, one vertical and one horizontal, with colours over some of them.
    private func strokes(_ change: Change) -> [[UInt8]] {
        var rows = (0..<20).map { y in
            (0..<20).flatMap { x -> [UInt8] in
                (4...5).contains(x) || (9...10).contains(y) ? [255, 255, 255, 255] : [0, 0, 0, 0]
            }
        }
        for y in change.rows {
            for x in change.columns {
                rows[y].replaceSubrange(4 * x..<4 * x + 4, with: change.colour + [255])
            }
        }
        return rows
    }

    /// A box in another colour.
    struct Change: Sendable {
        let columns: Range<Int>
        let rows: Range<Int>
        let colour: [UInt8]
    }

    private static let changes = [
        Change(columns: 4..<5, rows: 3..<4, colour: [200, 200, 200]),
        Change(columns: 19..<20, rows: 0..<1, colour: [0, 0, 0]),
        Change(columns: 4..<6, rows: 9..<10, colour: [0, 0, 0]),
        Change(columns: 0..<20, rows: 9..<11, colour: [255, 230, 0]),
        Change(columns: 0..<20, rows: 18..<19, colour: [30, 60, 200]),
        Change(columns: 4..<5, rows: 0..<20, colour: [200, 0, 0]),
    ]

    @Test(arguments: changes) func `white ink is found among other colours`(change: Change) throws {
        let rows = strokes(change)
        let seen = rows.flatMap { row in stride(from: 3, to: row.count, by: 4).map { 255 - row[$0] } }
        let file = Data.png(20, 20, colourType: 6, bitDepth: 8, rows: rows)
        #expect(Array(try GreyImage(decoding: file).samples) == seen)
    }

    @Test func `dark strokes of several colours, and a light card with writing, are composited on white`()
        throws
    {
        let dark = (0..<20).map { y in
            (0..<20).flatMap { x -> [UInt8] in
                x == 4 ? [0, 0, 0, 255] : y == 9 ? [120, 0, 0, 255] : [0, 0, 0, 0]
            }
        }
        let file = Data.png(20, 20, colourType: 6, bitDepth: 8, rows: dark)
        let seen = Array(try GreyImage(decoding: file).samples)
        #expect(seen[4] == 0 && (1..<100).contains(seen[9 * 20]) && seen[0] == 255)
        let card = (0..<20).map { y in
            (0..<20).flatMap { x -> [UInt8] in
                x == 0 || y == 0 ? [0, 0, 0, 0] : x == 9 ? [20, 20, 20, 255] : [250, 250, 250, 255]
            }
        }
        let picture = Data.png(20, 20, colourType: 6, bitDepth: 8, rows: card)
        let whole = Array(try GreyImage(decoding: picture).samples)
        #expect(whole[0] == 255 && whole[5 * 20 + 5] == 250 && whole[5 * 20 + 9] == 20)
    }

    @Test func `a coloured stroke beside white ones is composited in colours`() throws {
        let rows = strokes(Change(columns: 0..<20, rows: 18..<19, colour: [30, 60, 200]))
        let file = Data.png(20, 20, colourType: 6, bitDepth: 8, rows: rows)
        let white = [UInt8](repeating: 255, count: 3)
        let seen = (0..<400).flatMap { $0 / 20 == 18 ? [30, 60, 200] as [UInt8] : white }
        #expect(Array(try ColourImage(decoding: file).samples) == seen)
        #expect(try GreyImage.decoding(file).hadColours)
    }

    @Test func `dark ink, and a picture of several colours, are composited on white`() throws {
        let black = Array(try GreyImage(decoding: file((0, 0, 0))).samples)
        #expect(black[12] == 0 && black[0] == 255)
        let card = Data.png(
            3, 1, colourType: 6, bitDepth: 8, rows: [[255, 255, 255, 255, 10, 10, 10, 255, 0, 0, 0, 0]])
        #expect(Array(try GreyImage(decoding: card).samples) == [255, 10, 255])
        let opaque = Data.png(
            2, 1, colourType: 6, bitDepth: 8, rows: [[255, 255, 255, 255, 250, 250, 250, 255]])
        #expect(Array(try GreyImage(decoding: opaque).samples) == [255, 250])
    }
}
