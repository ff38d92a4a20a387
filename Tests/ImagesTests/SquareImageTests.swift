import Foundation
import Images
import TestSupport
import Testing

/// Images of any size as squares of one size, and their colours channel by channel.
struct SquareImageTests {
    private func grey(_ width: Int, _ height: Int, _ samples: [UInt8]) -> GreyImage {
        GreyImage(width: width, height: height, samples: Data(samples))
    }

    /// An image whose green and blue are 1 and 2 more than its red.
    private func coloured(_ width: Int, _ height: Int, _ samples: [UInt8]) -> ColourImage {
        ColourImage(width: width, height: height, samples: Data(samples.flatMap { [$0, $0 + 1, $0 + 2] }))
    }

    @Test(
        arguments: [
            // A square of the wanted size is cut out of the middle, or half a pixel to the left or above it.
            (4, 2, [1, 2, 3, 4, 5, 6, 7, 8], 2, [2, 3, 6, 7]), (3, 2, [1, 2, 3, 4, 5, 6], 2, [1, 2, 4, 5]),
            (1, 4, [10, 20, 30, 40], 1, [20]), (2, 2, [9, 8, 7, 6], 2, [9, 8, 7, 6]),
            // Reduced, a pixel is the mean of what it covers, in parts as well.
            (4, 2, [0, 10, 20, 99, 99, 30, 40, 0], 1, [25]),
            (3, 3, [0, 90, 180, 0, 90, 180, 0, 90, 180], 2, [30, 150, 30, 150]),
            // Enlarged, pixels are interpolated between the middles of the old ones.
            (1, 1, [77], 3, [77, 77, 77, 77, 77, 77, 77, 77, 77]),
            (
                2, 3, [0, 100, 100, 200, 7, 7], 4,
                [0, 25, 75, 100, 25, 50, 100, 125, 75, 100, 150, 175, 100, 125, 175, 200]
            ),
        ] as [(Int, Int, [UInt8], Int, [UInt8])])
    func `the centred square is scaled, in grey and in each channel of colours`(
        width: Int, height: Int, samples: [UInt8], side: Int, expected: [UInt8]
    ) {
        let scaled = grey(width, height, samples).squared(to: side)
        #expect((scaled.width, scaled.height) == (side, side))
        #expect(Array(scaled.samples) == expected)
        let colours = coloured(width, height, samples).squared(to: side)
        #expect((colours.width, colours.height) == (side, side))
        #expect(Array(colours.samples) == expected.flatMap { [$0, $0 + 1, $0 + 2] })
    }

    @Test(
        arguments: [
            // Cut out of the middle, or half a pixel to the left or above it.
            (4, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 4, 2, [1, 2, 3, 4, 5, 6, 7, 8]),
            // Reduced, and enlarged.
            (4, 3, [1, 3, 5, 7, 1, 3, 5, 7, 99, 99, 99, 99], 2, 1, [2, 6]),
            // The shape has 2⅔ of the rows, of which three are taken whole.
            (4, 4, [1, 1, 1, 1, 3, 3, 3, 3, 5, 5, 5, 5, 99, 99, 99, 99], 3, 2, [2, 2, 2, 4, 4, 4]),
            (1, 2, [0, 200], 2, 2, [0, 0, 0, 0]), (2, 1, [10, 30], 2, 1, [10, 30]),
            (2, 1, [0, 100], 4, 2, [0, 25, 75, 100, 0, 25, 75, 100]),
        ] as [(Int, Int, [UInt8], Int, Int, [UInt8])])
    func `the largest centred part of a shape that is no square is scaled, too`(
        width: Int, height: Int, samples: [UInt8], columns: Int, rows: Int, expected: [UInt8]
    ) {
        let scaled = grey(width, height, samples).fitted(width: columns, height: rows)
        #expect((scaled.width, scaled.height) == (columns, rows))
        #expect(Array(scaled.samples) == expected)
        let colours = coloured(width, height, samples).fitted(width: columns, height: rows)
        #expect((colours.width, colours.height) == (columns, rows))
        #expect(Array(colours.samples) == expected.flatMap { [$0, $0 + 1, $0 + 2] })
    }

    @Test func `black and white stay what they are at any size`() {
        for value: UInt8 in [0, 255] {
            for side in [1, 5, 7, 20] {
                let scaled = grey(13, 11, [UInt8](repeating: value, count: 143)).squared(to: side)
                #expect(Set(scaled.samples) == [value], "\(value) at \(side)")
            }
        }
    }

    @Test func `colours are taken channel by channel, row by row`() {
        let image = ColourImage(width: 2, height: 2, samples: Data(1...12))
        #expect(Array(image.planarSamples) == [1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12])
    }

    @Test func `whether a file has colours is found without decoding files of greys`() throws {
        func png(_ colourType: UInt8, _ row: [UInt8], palette: [UInt8] = []) -> Data {
            .png(1, 1, colourType: colourType, bitDepth: 8, rows: [row], palette: palette)
        }
        #expect(try ColourImage.occur(in: png(2, [200, 0, 0])))
        #expect(try ColourImage.occur(in: png(3, [1], palette: [0, 0, 0, 0, 90, 0])))
        #expect(try ColourImage.occur(in: png(6, [0, 0, 250, 255])))
        #expect(try ColourImage.occur(in: .jpegFixture("colour")))
        #expect(try !ColourImage.occur(in: png(2, [200, 210, 200])))
        #expect(try !ColourImage.occur(in: png(3, [0], palette: [9, 9, 9])))
        #expect(try !ColourImage.occur(in: .jpegFixture("grey")))
        #expect(try !ColourImage.occur(in: .graymap(1, 1, [3])))
        // Cut short behind the header, which alone says that there are greys.
        #expect(try !ColourImage.occur(in: .jpegFixture("grey").dropLast(30)))
        #expect(try !ColourImage.occur(in: png(0, [7]).prefix(50)))
        #expect(throws: ImageFileProblem.self) { try ColourImage.occur(in: png(2, [200, 0, 0]).prefix(50)) }
    }

    @Test func `an image is decoded in grey and in its colours at once`() throws {
        let file = Data.png(2, 1, colourType: 2, bitDepth: 8, rows: [[200, 10, 30, 0, 250, 7]])
        let both = try GreyImage.decoding(file)
        #expect(both.colours == ColourImage(width: 2, height: 1, samples: Data([200, 10, 30, 0, 250, 7])))
        #expect(both.hadColours)
        let alone = try GreyImage.decoding(file, lookingForColours: false)
        #expect(alone.colours == nil)
        #expect(alone.image == both.image)
        #expect(try GreyImage.decoding(.graymap(1, 1, [3])).colours == nil)
    }
}
