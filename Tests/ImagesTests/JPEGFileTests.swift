import Foundation
import Images
import TestSupport
import Testing

struct JPEGFileTests {
    private static let upright = ["red green", "blue white"]

    /// The colours in the middle of the four fields, by name.
    private func fields(_ image: ColourImage) -> [String] {
        [1, 3].map { row in
            [1, 3].map { column in
                let pixel = 3 * (row * image.height / 4 * image.width + column * image.width / 4)
                let lit = image.samples[pixel..<pixel + 3].map { sample in
                    // The fields' colours have nothing in between.
                    sample > 235 ? "1" : sample < 20 ? "0" : "?"
                }
                return ["100": "red", "010": "green", "001": "blue", "111": "white"][lit.joined()]
                    ?? lit.joined()
            }.joined(separator: " ")
        }
    }

    @Test(arguments: ["colour", "subsampled", "progressive"])
    func `JPEG files are read in their colours`(name: String) throws {
        let image = try ColourImage(decoding: .jpegFixture(name))
        #expect((image.width, image.height) == (24, 16))
        #expect(fields(image) == Self.upright)
    }

    @Test func `grey ones are read too`() throws {
        let image = try GreyImage(decoding: .jpegFixture("grey"))
        for (x, y, lightness) in [(6, 4, 76), (18, 4, 150), (6, 12, 29), (18, 12, 255)] {
            #expect(abs(Int(image.samples[y * 24 + x]) - lightness) <= 4)
        }
    }

    @Test(arguments: [3, 6, 8])
    func `a photograph is rotated by its Exif orientation`(orientation: Int) throws {
        let image = try ColourImage(decoding: .jpegFixture("orientation_\(orientation)"))
        #expect((image.width, image.height) == (24, 16))
        #expect(fields(image) == Self.upright)
    }

    @Test(
        arguments: [
            (1, "red green", "blue white"), (2, "green red", "white blue"), (3, "white blue", "green red"),
            (4, "blue white", "red green"), (5, "red blue", "green white"), (6, "blue red", "white green"),
            (7, "white green", "blue red"), (8, "green white", "red blue"),
        ], [true, false])
    func `each of Exif's eight orientations is read in both byte orders`(
        expected: (value: UInt8, above: String, below: String), isLittle: Bool
    ) throws {
        let short: (UInt8) -> [UInt8] = { isLittle ? [$0, 0] : [0, $0] }
        let tiff: [UInt8] =
            (isLittle ? [0x49, 0x49, 42, 0, 8, 0, 0, 0] : [0x4D, 0x4D, 0, 42, 0, 0, 0, 8]) + short(1)
            + (isLittle ? [0x12, 0x01] : [0x01, 0x12]) + short(3)
            + (isLittle ? [1, 0, 0, 0] : [0, 0, 0, 1]) + short(expected.value) + [0, 0, 0, 0, 0, 0]
        let content: [UInt8] = Array("Exif\0\0".utf8) + tiff
        var file = try Data.jpegFixture("colour")
        file.insert(contentsOf: [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content, at: 2)
        #expect(fields(try ColourImage(decoding: file)) == [expected.above, expected.below])
    }

    @Test func `damaged, too large and CMYK files are refused in words`() throws {
        #expect(
            ColourImage.problem(decoding: Data([0xFF, 0xD8, 0xFF, 0xE0]))
                == "is not a readable JPEG: it has no picture")
        let file = try Data.jpegFixture("colour")
        #expect(
            ColourImage.problem(decoding: file.prefix(file.count - 40))
                == "is damaged: Premature end of JPEG file")
        #expect(
            ColourImage.problem(decoding: try .jpegFixture("cmyk"))
                == "has CMYK colours, which are for printing; save it in RGB")
        var huge = file
        let frame = try #require(huge.firstRange(of: [0xFF, 0xC0])).lowerBound
        huge.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xDC, 0xFF, 0xDC])
        #expect(ColourImage.problem(decoding: huge) == "has 65500 × 65500 pixels, too many")
    }

    @Test func `bytes that a camera left between segments do no harm`() throws {
        var file = try Data.jpegFixture("colour")
        let tables = try #require(file.firstRange(of: [0xFF, 0xDB])).lowerBound
        file.insert(contentsOf: [0, 0, 0], at: tables)
        #expect(fields(try ColourImage(decoding: file)) == Self.upright)
    }

    @Test func `thousands of damaged files are read or refused`() throws {
        var random = RandomSource(seed: 10)
        let originals = try ["colour", "progressive", "grey", "orientation_6"].map(Data.jpegFixture)
        var refused = 0
        let count = Fuzzing.count(few: 4000)
        for round in 0..<count {
            let bytes = Fuzzing.damaged([UInt8](originals[round % 4]), using: &random)
            do throws(ImageFileProblem) {
                let image = try ColourImage(decoding: Data(bytes))
                #expect(image.samples.count == image.width * image.height * 3, "round \(round)")
            } catch {
                refused += 1
                #expect(!error.description.isEmpty)
            }
        }
        #expect((count / 20..<count).contains(refused), "\(refused)")
    }
}
