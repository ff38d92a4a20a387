import Foundation
import Images
import TestSupport
import Testing

/// Drawings whose ink is told by their opacity, as drawing programs and tablets export them.
struct TransparentDrawingTests {
    /// How opaque a bar and its soft edge are, of 5 × 5 pixels.
    private static let bar: [[UInt8]] = (0..<5).map { y in
        (0..<5).map { x in y == 0 || y == 4 ? 0 : x == 2 ? 255 : x == 1 ? 120 : 0 }
    }

    /// What of it is seen, dark on white.
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
        arguments: [(255, 255, 255), (250, 245, 230), (255, 230, 0), (0, 200, 255), (128, 128, 128)]
            as [(UInt8, UInt8, UInt8)])
    func `ink of one light colour on transparent ground is dark on white`(
        colour: (UInt8, UInt8, UInt8)
    ) throws {
        #expect(Array(try GreyImage(decoding: file(colour)).samples) == Self.seen)
        #expect(
            Array(try ColourImage(decoding: file(colour)).samples) == Self.seen.flatMap { [$0, $0, $0] })
    }

    @Test func `the colour of what is transparent does not matter`() throws {
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

    @Test func `dark ink, and a picture of several colours, stand on white as they are`() throws {
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
