import Foundation
import Images
import TestSupport
import Testing

struct HandwrittenPictureTests {
    private static let frame = DigitFrame(width: 28, height: 28)

    /// A digit of 28 × 28 pixels, drawn with characters: `#` for ink.
    private static func digit(_ rows: String) -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: 28 * 28)
        for (y, row) in rows.split(separator: "\n").enumerated() {
            for (x, character) in row.enumerated() where character == "#" {
                for place in 0..<4 {
                    pixels[(4 + 2 * y + place / 2) * 28 + 6 + 2 * x + place % 2] = 255
                }
            }
        }
        return pixels
    }

    private static let five = digit(
        """
        ########
        #.......
        #.......
        #.......
        #######.
        .......#
        .......#
        .......#
        .......#
        #######.
        """)
    private static let one = digit(Array(repeating: "....#", count: 10).joined(separator: "\n"))
    private static let ring = digit(
        """
        ..####..
        .#....#.
        #......#
        #......#
        #......#
        #......#
        #......#
        #......#
        .#....#.
        ..####..
        """)

    private func written(
        _ digit: [UInt8] = five, at middle: (x: Double, y: Double) = (200, 200), size: Double = 400,
        pen: Double = 16, turn: Double = 0
    ) -> PaperPicture.Written {
        PaperPicture.Written(
            digit: digit, middle: PaperPoint(x: middle.x, y: middle.y), size: size, pen: pen, turn: turn)
    }

    private func image(
        _ digits: [PaperPicture.Written], on paper: PaperPicture.Paper = .init(), width: Int = 400,
        height: Int = 400
    ) -> GreyImage {
        // All pictures share the random numbers.
        var random = RandomSource(seed: 3)
        let picture = PaperPicture(width: width, height: height, digits, on: paper, &random)
        return GreyImage(width: width, height: height, samples: Data(picture.samples))
    }

    private func seen(_ image: GreyImage) throws -> DigitImage {
        let found = HandwrittenPicture(image, of: .digit).digits(in: Self.frame)
        #expect(found.count == 1)
        return try #require(found.first).whole
    }

    /// The mean difference of two pictures' samples, in steps of 255.
    private func difference(_ first: Data, _ second: Data) -> Double {
        Double(zip(first, second).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(first.count)
    }

    @Test(arguments: [0.0, -10, 10], [6.0, 16, 40])
    func `a digit's longer side is 20 of 28 pixels, and its centre of mass in the middle`(
        turn: Double, pen: Double
    ) throws {
        let samples = try seen(image([written(at: (170, 230), pen: pen, turn: turn)])).samples
        #expect(samples.count == 784)
        var (mass, across, down) = (0.0, 0.0, 0.0)
        for (place, sample) in samples.enumerated() {
            mass += Double(sample)
            across += Double(sample) * (Double(place % 28) + 0.5)
            down += Double(sample) * (Double(place / 28) + 0.5)
        }
        #expect(abs(across / mass - 14) < 0.2)
        #expect(abs(down / mass - 14) < 0.2)
        let rows = (0..<28).filter { row in samples[row * 28..<row * 28 + 28].contains { $0 > 100 } }
        let height = try #require(rows.last) - (try #require(rows.first)) + 1
        #expect((19...21).contains(height), "\(height)")
    }

    @Test func `a fine pen's strokes do not fade`() throws {
        let samples = try seen(image([written(size: 390, pen: 4)])).samples
        #expect(samples.max() ?? 0 > 200)
        // And those of a broad one stay: as much ink as the pen leaves.
        let broad = try seen(image([written(size: 390, pen: 40)])).samples
        #expect(2 * broad.count { $0 > 128 } > 3 * samples.count { $0 > 128 })
    }

    @Test(arguments: [
        PaperPicture.Paper(isDark: true), PaperPicture.Paper(shade: 0.6), PaperPicture.Paper(noise: 8),
        PaperPicture.Paper(ruling: 50), PaperPicture.Paper(ruling: 40, isSquared: true),
        PaperPicture.Paper(blur: 1.5),
        PaperPicture.Paper(isDark: true, ruling: 45, noise: 6, blur: 1, shade: 0.4),
    ]) func `marks on the paper beside the digit make little difference`(paper: PaperPicture.Paper) throws {
        let clean = try seen(image([written()])).samples
        let spoiled = try seen(image([written()], on: paper)).samples
        #expect(difference(clean, spoiled) < 6, "\(paper): \(difference(clean, spoiled))")
        // Digits differ by far more than that.
        #expect(difference(clean, try seen(image([written(Self.ring)])).samples) > 25)
    }

    /// A picture with a coloured five on paper of another colour, and the digits found in grey and in colours.
    private func found(
        ink: [UInt8], on paper: [UInt8]
    ) throws -> (grey: [DigitCandidate], colours: [DigitCandidate]) {
        let samples = (0..<140 * 140).flatMap { place in
            Self.five[place / 140 / 5 * 28 + place % 140 / 5] > 0 ? ink : paper
        }
        let colours = ColourImage(width: 140, height: 140, samples: Data(samples))
        let picture = try HandwrittenPicture(colours.grey, of: .digit, colours: { colours }, check: {})
        return (
            HandwrittenPicture(colours.grey, of: .digit).digits(in: Self.frame),
            picture.digits(in: Self.frame)
        )
    }

    @Test(
        arguments: [([255, 255, 0], [255, 255, 255]), ([255, 0, 0], [0, 130, 0])] as [([UInt8], [UInt8])])
    func `ink as light as its paper is found by its colour`(ink: [UInt8], paper: [UInt8]) throws {
        let seen = try #require(try found(ink: ink, on: paper).colours.first)
        let black = try #require(try found(ink: [0, 0, 0], on: [255, 255, 255]).grey.first)
        #expect(difference(seen.whole.samples, black.whole.samples) < 3)
    }

    @Test func `a tint is not ink`() throws {
        #expect(try found(ink: [255, 255, 230], on: [255, 255, 255]).colours.isEmpty)
    }

    @Test(
        arguments: [
            ([0, 0, 160], [240, 240, 235]), ([0, 255, 0], [255, 255, 255]),
            ([255, 165, 0], [255, 255, 255]),
            ([255, 180, 200], [255, 255, 255]),
        ] as [([UInt8], [UInt8])])
    func `ink that is visible in grey is found in grey`(ink: [UInt8], paper: [UInt8]) throws {
        let found = try found(ink: ink, on: paper)
        #expect(found.grey.count == 1)
        #expect(found.grey == found.colours)
    }

    /// A picture cropped to the bounding box of everything darker than half of the paper.
    private func cropped(_ image: GreyImage) -> GreyImage {
        let dark = image.samples.enumerated().filter { $0.element < 120 }.map(\.offset)
        let (xs, ys) = (dark.map { $0 % image.width }, dark.map { $0 / image.width })
        let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
        let (upper, lower) = (ys.min() ?? 0, ys.max() ?? 0)
        let samples = (upper...lower).flatMap { y in
            (left...right).map { x in image.samples[image.samples.startIndex + y * image.width + x] }
        }
        return GreyImage(width: right - left + 1, height: lower - upper + 1, samples: Data(samples))
    }

    /// Of a broad pen's 1 hardly any paper is left: what there is most of is ink.
    @Test(arguments: [false, true], [8.0, 14, 20, 40, 60])
    func `a digit cropped to its bounding box is the same as with paper around it`(isLight: Bool, pen: Double)
        throws
    {
        let bold: [(digit: [UInt8], turn: Double)] = [(Self.one, 14)]
        let digits = pen > 20 ? bold : [(Self.five, 0), (Self.ring, 0)] + bold
        for (digit, turn) in digits {
            let whole = image([written(digit, size: 250, pen: pen, turn: turn)])
            var part = cropped(whole)
            if isLight {
                part = GreyImage(
                    width: part.width, height: part.height, samples: Data(part.samples.map { 255 - $0 }))
            }
            // The soft edge of the strokes is cropped too; paper taken for ink would differ by more than 30.
            let difference = difference(try seen(part).samples, try seen(whole).samples)
            #expect(
                difference < 20,
                "\(difference) for a digit rotated by \(turn), \(part.width) × \(part.height)")
        }
    }

    @Test func `specks and marks along the edge are dropped`() throws {
        let clean = image([written(size: 300)])
        var samples = [UInt8](clean.samples)
        for y in 0..<400 {
            for x in 0..<400 {
                let isSpeck =
                    (30..<36).contains(x) && (40..<45).contains(y) || (360..<364).contains(x) && y == 380
                if isSpeck || x < 12 { samples[y * 400 + x] = 20 }
            }
        }
        let spoiled = GreyImage(width: 400, height: 400, samples: Data(samples))
        #expect(difference(try seen(clean).samples, try seen(spoiled).samples) < 3)
    }

    @Test func `pieces that belong to a digit stay with it`() throws {
        // The bar of a 5, lifted off its body.
        let body = Self.digit(
            """
            ........
            #.......
            #.......
            #.......
            #######.
            .......#
            .......#
            #######.
            """)
        let bar = Self.digit("..######")
        let together = try seen(image([written(body), written(bar, at: (200, 190))]))
        let alone = try seen(image([written(body)]))
        #expect(together.box.y < alone.box.y - 20)
    }

    @Test(arguments: [(1, 1), (3, 2), (40, 1), (28, 28), (300, 200)])
    func `a picture without writing has no digit`(width: Int, height: Int) {
        var random = RandomSource(seed: 4)
        for noise in [0.0, 6] {
            let samples = (0..<width * height).map { _ in
                UInt8(200 + Double.random(in: -noise...noise, using: &random))
            }
            let image = GreyImage(width: width, height: height, samples: Data(samples))
            for subject in HandwrittenPicture.Subject.allCases {
                #expect(HandwrittenPicture(image, of: subject).digits(in: Self.frame).isEmpty)
            }
        }
    }

    @Test func `a large picture's digit is found at its place`() throws {
        let box = try seen(
            image([written(at: (1300, 700), size: 600, pen: 30)], width: 2000, height: 1500)
        ).box
        // The five takes 16 by 20 of its field's 28 pixels, between the middles of its strokes.
        #expect(abs(box.x + box.width / 2 - 1300) < 40, "\(box)")
        #expect(abs(box.y + box.height / 2 - 700) < 40, "\(box)")
        #expect((300...420).contains(box.width), "\(box)")
        #expect((400...490).contains(box.height), "\(box)")
    }

    @Test func `several digits are found in reading order, even in crooked rows`() throws {
        let places = [(100.0, 110.0), (300, 140), (500, 170), (90, 340), (310, 360), (480, 390)]
        let kinds = [Self.five, Self.one, Self.ring, Self.ring, Self.five, Self.one]
        let picture = image(
            zip(places, kinds).map { written($1, at: $0, size: 180, pen: 9) },
            on: .init(ruling: 60, noise: 5, shade: 0.4), width: 600, height: 500)
        let found = HandwrittenPicture(picture, of: .digits).digits(in: Self.frame)
        #expect(found.count == 6)
        for (digit, place) in zip(found, places) {
            let box = digit.whole.box
            #expect(abs(Double(box.x) + Double(box.width) / 2 - place.0) < 25, "\(box)")
            #expect(abs(Double(box.y) + Double(box.height) / 2 - place.1) < 25, "\(box)")
            #expect(digit.divisions.isEmpty)
        }
    }

    @Test func `touching digits are also offered separately`() throws {
        let picture = image(
            [written(at: (150, 200), size: 300), written(Self.ring, at: (315, 200), size: 300)], width: 520)
        let found = HandwrittenPicture(picture, of: .digits).digits(in: Self.frame)
        #expect(found.count == 1)
        let divisions = try #require(found.first?.divisions)
        #expect(divisions.count > 3 && divisions.allSatisfy { $0.count == 2 })
        let alone = try seen(image([written(Self.ring, at: (315, 200), size: 300)], width: 520)).samples
        let differences = divisions.map { difference($0[1].samples, alone) }
        #expect(try #require(differences.min()) < 14, "\(differences)")
    }

    @Test func `pictures of any shape are searched`() {
        var random = RandomSource(seed: 8)
        for round in 0..<300 {
            let (width, height) = (
                Int.random(in: 1...70, using: &random), Int.random(in: 1...70, using: &random)
            )
            let samples = (0..<width * height).map { _ in UInt8.random(in: 0...255, using: &random) }
            let image = GreyImage(width: width, height: height, samples: Data(samples))
            for digit in HandwrittenPicture(image, of: .digits).digits(in: Self.frame) {
                #expect(digit.whole.samples.count == 784, "round \(round)")
                let box = digit.whole.box
                #expect(
                    box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height)
            }
        }
    }

    /// A comb as large as the picture, and as wide as two digits.
    private var comb: GreyImage {
        let (width, height) = (1200, 800)
        var samples = [UInt8](repeating: 230, count: width * height)
        for y in 40..<height - 40 {
            for x in 60..<width - 60 where y < 60 || x % 24 < 8 { samples[y * width + x] = 20 }
        }
        return GreyImage(width: width, height: height, samples: Data(samples))
    }

    @Test func `the box of a mark as large as the picture is in the picture's pixels`() throws {
        let found = HandwrittenPicture(comb, of: .digits).digits(in: Self.frame)
        let box = try #require(found.first?.whole.box)
        #expect(found.count == 1)
        #expect(abs(box.x - 60) < 8 && abs(box.x + box.width - 1140) < 12, "\(box)")
        #expect(abs(box.y - 40) < 8 && abs(box.y + box.height - 760) < 12, "\(box)")
        let halves = try #require(found.first?.divisions.first)
        #expect(halves.count == 2)
        #expect(halves.allSatisfy { abs($0.box.height - 720) < 20 }, "\(halves.map(\.box))")
        #expect(halves.reduce(0) { $0 + $1.box.width } > 1000, "\(halves.map(\.box))")
    }

    @Test func `the search for digits can be interrupted anywhere`() throws {
        struct End: Error {}
        let comb = comb
        /// Searches until a number of checks.
        func search(asked most: Int) -> (asked: Int, isOver: Bool) {
            var asked = 0
            func check() throws {
                asked += 1
                if asked == most { throw End() }
            }
            do {
                _ = try HandwrittenPicture(comb, of: .digits, colours: { nil }, check: check)
                    .digits(in: Self.frame, check: check)
                return (asked, true)
            } catch {
                return (asked, false)
            }
        }
        let (all, isOver) = search(asked: .max)
        #expect(isOver)
        #expect(all > 300)
        for most in [1, 2, all / 3, all / 2, all - 1, all] {
            let (asked, isOver) = search(asked: most)
            #expect(!isOver)
            #expect(asked == most)
        }
    }
}
