import Foundation
import Images
import TestSupport
import Testing

struct PNGImageTests {
    private static func samples(_ count: Int) -> Data { Data((0..<count).map { UInt8($0 * 37 % 256) }) }

    @Test func `grey images are read back the same`() throws {
        let samples = Self.samples(7 * 5)
        let file = try PNGImage(samples: samples, width: 7, height: 5, channels: 1).data
        #expect(GreyImage.storesEightBitGrey(file))
        #expect(try GreyImage(decoding: file) == GreyImage(width: 7, height: 5, samples: samples))
        #expect(try PNGImage.samples(of: file, width: 7, height: 5, channels: 1) == samples)
    }

    @Test func `colour images are read back the same`() throws {
        let samples = Self.samples(7 * 5 * 3)
        let file = try PNGImage(samples: samples, width: 7, height: 5, channels: 3).data
        #expect(try ColourImage(decoding: file) == ColourImage(width: 7, height: 5, samples: samples))
        #expect(try PNGImage.samples(of: file, width: 7, height: 5, channels: 3) == samples)
    }

    @Test func `an image without pixels is refused`() {
        #expect(throws: PNGImage.Failure.self) {
            try PNGImage(samples: Data(), width: 0, height: 4, channels: 1)
        }
        #expect(throws: PNGImage.Failure.self) {
            try PNGImage(samples: Data([1, 2]), width: 1, height: 1, channels: 2)
        }
    }

    private func problem(_ file: Data) -> String? {
        do throws(PNGImage.Failure) {
            _ = try PNGImage.samples(of: file, width: 7, height: 5, channels: 1)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `a file of another size or with other chunks is refused`() throws {
        let (file, other) = (
            try PNGImage(samples: Self.samples(35), width: 7, height: 5, channels: 1).data,
            try PNGImage(samples: Self.samples(35), width: 5, height: 7, channels: 1).data
        )
        #expect(problem(file) == nil)
        #expect(problem(other) == "the image has 5 × 7 pixels, not 7 × 5")
        let more = "the file has other chunks than those of a picture"
        // A text of no bytes, before the last chunk, which has none either.
        let text = Data([0, 0, 0, 0] + Array("tEXt".utf8) + [0, 0, 0, 0])
        #expect(problem(file.dropLast(12) + text + file.suffix(12)) == more)
        #expect(problem(file.dropLast(13)) == more)
        #expect(problem(Data("AAAA".utf8)) != nil)
    }
}
