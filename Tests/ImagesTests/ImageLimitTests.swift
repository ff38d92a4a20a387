import Foundation
import Images
import TestSupport
import Testing

/// Small files that would take much work are refused.
struct ImageLimitTests {
    @Test func `chunks that do not affect a picture are not decompressed`() throws {
        let rows = (0..<8).map { row in (0..<8).map { UInt8(row * 32 + $0 * 4) } }
        let file = Data.png(8, 8, colourType: 0, bitDepth: 8, rows: rows)
        // After the signature and the first chunk, which has 13 bytes.
        let place = 8 + 12 + 13
        // One that claims to be compressed and is not: decompressing it would warn a thousand times.
        let chunk = Data.chunk("zTXt", Data("Comment\0\0".utf8) + Data(repeating: 0x78, count: 2000))
        let filled =
            file.prefix(place) + (0..<2000).reduce(into: Data()) { data, _ in data += chunk }
            + file.suffix(from: place)
        #expect(try GreyImage(decoding: Data(filled)) == GreyImage(decoding: file))
        // Unknown critical chunks are still an error, and so are truncated ones.
        let unknown = file.prefix(place) + Data.chunk("ABCD", Data()) + file.suffix(from: place)
        #expect(ColourImage.problem(decoding: Data(unknown))?.hasPrefix("is ") == true)
        #expect(ColourImage.problem(decoding: Data(filled.dropLast(20)))?.hasPrefix("is ") == true)
    }

    @Test func `a JPEG of more passes than any program writes is refused by their number`() throws {
        let file = try Data.jpegFixture("progressive")
        #expect(ColourImage.problem(decoding: file) == nil)
        // The last scan repeatedly.
        let bytes = [UInt8](file)
        let starts = bytes.indices.dropLast().filter { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDA }
        let last = try #require(starts.last)
        let scan = bytes[last..<bytes.count - 2]
        let many =
            Data(bytes[..<last]) + (0..<500).reduce(into: Data()) { data, _ in data += scan }
            + Data([0xFF, 0xD9])
        #expect(
            ColourImage.problem(decoding: many)
                == "is stored in \(starts.count + 499) passes over 24 × 16 pixels, too many; save it again")
    }

    /// A sheet with square marks, each at a random place in its own field, so that they form no lines.
    private func sheet(_ count: Int, size: Int, field: Int) -> GreyImage {
        let columns = Int(Double(count).squareRoot().rounded(.up))
        let side = max(400, columns * field + 40)
        var samples = [UInt8](repeating: 230, count: side * side)
        var random = RandomSource(seed: 1)
        for mark in 0..<count {
            let left = 20 + mark % columns * field + Int.random(in: 0..<field - size - 2, using: &random)
            let upper = 20 + mark / columns * field + Int.random(in: 0..<field - size - 2, using: &random)
            for y in upper..<upper + size { for x in left..<left + size { samples[y * side + x] = 20 } }
        }
        return GreyImage(width: side, height: side, samples: Data(samples))
    }

    @Test func `a sheet of two thousand marks has as many digits, each processed in its own region`() {
        let picture = HandwrittenPicture(sheet(2025, size: 8, field: 34), of: .digits)
        #expect(picture.obstacle == nil)
        #expect(picture.digits(in: DigitFrame(width: 28, height: 28)).count == 2025)
    }

    /// A sheet with rectangles at random places, some of which overlap.
    private func blots(_ count: Int) -> GreyImage {
        let side = 1600
        var samples = [UInt8](repeating: 230, count: side * side)
        var random = RandomSource(seed: 2)
        for _ in 0..<count {
            let (left, upper) = (
                Int.random(in: 2..<1590, using: &random), Int.random(in: 2..<1590, using: &random)
            )
            let (width, height) = (
                Int.random(in: 2..<6, using: &random), Int.random(in: 2..<6, using: &random)
            )
            for y in upper..<upper + height { for x in left..<left + width { samples[y * side + x] = 20 } }
        }
        return GreyImage(width: side, height: side, samples: Data(samples))
    }

    @Test func `ten thousand blots are refused by their number in a search for digits`() {
        let sheet = blots(10_000)
        let words = HandwrittenPicture(sheet, of: .digits).obstacle?.description ?? ""
        #expect(
            words.hasSuffix(
                " marks on it, and digits are looked for among 4000 at most; cut it into parts"), "\(words)")
        #expect(HandwrittenPicture(sheet, of: .digit).obstacle == nil)
    }
}

extension Data {
    /// A chunk of a PNG file.
    fileprivate static func chunk(_ name: String, _ content: Data) -> Data {
        var data = Data()
        func append(_ number: UInt32) {
            Swift.withUnsafeBytes(of: number.bigEndian) { data.append(contentsOf: $0) }
        }
        append(UInt32(content.count))
        data += Data(name.utf8) + content
        // The checksum of ISO 3309.
        var checksum: UInt32 = 0xFFFF_FFFF
        for byte in Data(name.utf8) + content {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
        }
        append(checksum ^ 0xFFFF_FFFF)
        return data
    }
}
