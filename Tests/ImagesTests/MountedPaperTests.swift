import Foundation
import Images
import Testing

/// Paper with a uniform margin around it, such as the screenshot of a dark window.
struct MountedPaperTests {
    private static let frame = DigitFrame(width: 28, height: 28)

    /// A 7 of two strokes on paper of 200 × 200 pixels.
    private static func card(paper: UInt8, ink: UInt8) -> [[UInt8]] {
        (0..<200).map { y in
            (0..<200).map { x in
                let isBar = (40..<56).contains(y) && (60..<140).contains(x)
                let isStem = (40..<160).contains(y) && (0..<16).contains(x - 124 + (y - 40) / 3)
                return isBar || isStem ? ink : paper
            }
        }
    }

    /// The rows with a margin of this width on all four sides.
    private static func mounted(_ rows: [[UInt8]], _ width: Int, _ margin: UInt8) -> [[UInt8]] {
        let side = [UInt8](repeating: margin, count: width)
        let empty = [UInt8](repeating: margin, count: rows[0].count + 2 * width)
        return Array(repeating: empty, count: width) + rows.map { side + $0 + side }
            + Array(repeating: empty, count: width)
    }

    private static func digits(
        _ rows: [[UInt8]], _ subject: HandwrittenPicture.Subject = .digit
    ) -> [DigitImage] {
        let image = GreyImage(width: rows[0].count, height: rows.count, samples: Data(rows.joined()))
        return HandwrittenPicture(image, of: subject).digits(in: frame).map(\.whole)
    }

    /// Brightness of margin, paper and ink, and the margin's width.
    @Test(
        arguments: [
            (255, 30, 255, 30), (255, 0, 255, 30), (255, 30, 255, 1), (128, 20, 240, 12), (0, 240, 10, 25),
            (255, 90, 250, 40), (90, 200, 20, 20),
        ] as [(margin: UInt8, paper: UInt8, ink: UInt8, width: Int)],
        [HandwrittenPicture.Subject.digit, .digits])
    func `writing on paper with a margin is that of the paper alone`(
        _ card: (margin: UInt8, paper: UInt8, ink: UInt8, width: Int), _ subject: HandwrittenPicture.Subject
    ) throws {
        let rows = Self.card(paper: card.paper, ink: card.ink)
        let alone = Self.digits(rows, subject)
        let mounted = Self.digits(Self.mounted(rows, card.width, card.margin), subject)
        #expect(alone.count == 1)
        #expect(mounted.map(\.samples) == alone.map(\.samples))
        // The place on the picture is that with the margin.
        #expect(mounted.map { $0.box.x } == alone.map { $0.box.x + card.width })
        #expect(mounted.map { $0.box.y } == alone.map { $0.box.y + card.width })
        #expect(mounted.map { $0.box.width } == alone.map { $0.box.width })
    }

    @Test func `a blended line between margin and paper belongs to neither`() {
        let rows = Self.card(paper: 30, ink: 255)
        let blended = Self.mounted(Self.mounted(rows, 1, 140), 20, 255)
        #expect(Self.digits(blended).map(\.samples) == Self.digits(rows).map(\.samples))
    }

    /// What looks alike and is writing itself: nothing of it may be cropped.
    @Test func `a frame and a filled box that are drawn are not taken for paper`() {
        func drawn(_ isInk: (Int, Int) -> Bool) -> [[UInt8]] {
            (0..<200).map { y in (0..<200).map { x in isInk(x, y) ? 20 : 250 } }
        }
        let isInside = { (x: Int, y: Int) in (40..<160).contains(x) && (30..<170).contains(y) }
        let ring = drawn { x, y in
            isInside(x, y) && !((60..<140).contains(x) && (50..<150).contains(y))
        }
        let bar = drawn { x, y in (90..<112).contains(x) && (30..<170).contains(y) }
        for (rows, box) in [
            (ring, PixelBox(x: 40, y: 30, width: 120, height: 140)),
            (bar, PixelBox(x: 90, y: 30, width: 22, height: 140)),
        ] {
            let found = Self.digits(rows)
            #expect(found.count == 1)
            guard let own = found.first?.box else { continue }
            #expect(abs(own.x - box.x) <= 4 && abs(own.y - box.y) <= 4, "\(own)")
            #expect(abs(own.width - box.width) <= 8 && abs(own.height - box.height) <= 8, "\(own)")
        }
    }
}
