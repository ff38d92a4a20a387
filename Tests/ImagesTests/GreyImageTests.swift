import Foundation
import Images
import TestSupport
import Testing

struct GreyImageTests {
    private func samples(_ data: Data) throws -> [UInt8] {
        Array(try GreyImage(decoding: data).samples)
    }

    private func problem(_ data: Data) -> String? {
        do throws(ImageFileProblem) {
            _ = try GreyImage(decoding: data)
            return nil
        } catch {
            return error.description
        }
    }

    @Test(
        arguments: [
            (0, 1, [[0b0101_0000]], [], [0, 255, 0, 255]), (0, 2, [[0b0001_1011]], [], [0, 85, 170, 255]),
            (0, 4, [[0x05, 0xAF]], [], [0, 85, 170, 255]), (0, 8, [[1, 2, 254, 255]], [], [1, 2, 254, 255]),
            (0, 16, [[0, 0, 85, 85, 170, 170, 255, 255]], [], [0, 85, 170, 255]),
            (2, 8, [[0, 0, 0, 85, 85, 85, 170, 170, 170, 255, 255, 255]], [], [0, 85, 170, 255]),
            (
                2, 16,
                [
                    [UInt8](repeating: 0, count: 6) + [UInt8](repeating: 85, count: 6)
                        + [UInt8](repeating: 170, count: 6)
                        + [UInt8](repeating: 255, count: 6)
                ], [], [0, 85, 170, 255]
            ),
            (3, 8, [[2, 0, 1, 1]], [85, 85, 85, 255, 255, 255, 0, 0, 0], [0, 85, 255, 255]),
            (3, 2, [[0b1000_0101]], [85, 85, 85, 255, 255, 255, 0, 0, 0], [0, 85, 255, 255]),
            // Missing pixels are paper.
            (4, 8, [[0, 255, 85, 255, 0, 0, 200, 0]], [], [0, 85, 255, 255]),
            (
                6, 8, [[0, 0, 0, 255, 85, 85, 85, 255, 9, 99, 199, 0, 255, 255, 255, 255]], [],
                [0, 85, 255, 255]
            ),
        ] as [(UInt8, UInt8, [[UInt8]], [UInt8], [UInt8])])
    func `PNG files of every kind are read as grey`(
        colourType: UInt8, bitDepth: UInt8, rows: [[UInt8]], palette: [UInt8], expected: [UInt8]
    ) throws {
        let file = Data.png(4, 1, colourType: colourType, bitDepth: bitDepth, rows: rows, palette: palette)
        #expect(try samples(file) == expected)
    }

    @Test func `colours become the grey of their lightness`() throws {
        let file = Data.png(
            3, 1, colourType: 2, bitDepth: 8, rows: [[255, 0, 0, 0, 255, 0, 0, 0, 255]])
        let grey = try samples(file)
        // Green is the lightest and blue the darkest.
        #expect(grey[1] > grey[0])
        #expect(grey[0] > grey[2])
    }

    @Test func `rows are in order`() throws {
        let file = Data.png(2, 3, colourType: 0, bitDepth: 8, rows: [[1, 2], [3, 4], [5, 6]])
        let image = try GreyImage(decoding: file)
        #expect((image.width, image.height) == (2, 3))
        #expect(Array(image.samples) == [1, 2, 3, 4, 5, 6])
    }

    @Test(arguments: [
        ("P5\n2 2\n255\nabcd", [97, 98, 99, 100]),
        ("P5 # a remark\n2\t2 # another\n255 abcd", [97, 98, 99, 100]),
        ("P5\n2 2\n127\n\u{0}\u{1}\u{3F}\u{7F}", [0, 2, 126, 255]),
        ("P2 2 2 10 0 5 10 1", [0, 128, 255, 26]),
        ("P5\n1 2\n65535\n\u{0}\u{0}\u{7F}\u{7F}", [0, 127]), ("P5\n1 1\n255\n\n", [10]),
    ]) func `PGM files of every form are read`(text: String, expected: [UInt8]) throws {
        #expect(try samples(Data(text.utf8)) == expected)
    }

    @Test(arguments: [
        ("", "is empty"), ("GIF89a", "is a GIF picture, which is not read: save it as PNG or JPEG"),
        ("P5", "is neither PNG, JPEG nor PGM"),
        ("P5 0 4 255 ", "is not a readable PGM: its header is damaged"),
        ("P5 2 2 70000 ", "is not a readable PGM: its header is damaged"),
        ("P5 99999 99999 255 ", "has 99999 × 99999 pixels, too many"),
        ("P5 8000 8000 255 a", "is cut short: some of its 64000000 samples are missing"),
        ("P2 8000 8000 255 1", "is cut short: some of its 64000000 samples are missing"),
        ("P2 2 2 255 1 2 x 4", "is cut short: some of its 4 samples are missing"),
        ("P5 2 1 10\n\u{B}\u{0}", "is damaged: a sample exceeds its claimed maximum of 10"),
        ("P5 1 1 255\naP5 1 1 255\nb", "has several images; cut it into files of one, as 'pamsplit' does"),
        ("P2 1 1 9\n7\n P2\n1 1 9\n8\n", "has several images; cut it into files of one, as 'pamsplit' does"),
    ]) func `invalid images are refused in words`(text: String, expected: String) {
        #expect(problem(Data(text.utf8)) == expected)
    }

    @Test func `damaged PNG files and too large ones are refused in words`() {
        let file = Data.png(2, 2, colourType: 0, bitDepth: 8, rows: [[1, 2], [3, 4]])
        #expect(problem(file.prefix(20))?.hasPrefix("is not a readable PNG: ") == true)
        #expect(problem(file.prefix(45))?.hasPrefix("is damaged: ") == true)
        let huge = Data.png(100_000, 100_000, colourType: 0, bitDepth: 8, rows: [])
        #expect(problem(huge) == "has 100000 × 100000 pixels, too many")
    }

    @Test func `thousands of damaged files are read or refused`() {
        var random = RandomSource(seed: 9)
        let originals = [
            Data.png(
                5, 4, colourType: 0, bitDepth: 8,
                rows: (0..<4).map { row in (0..<5).map { UInt8(row * 5 + $0) } }),
            Data.png(
                4, 1, colourType: 3, bitDepth: 8, rows: [[0, 1, 2, 1]], palette: [1, 2, 3, 4, 5, 6, 7, 8, 9]),
            Data.graymap(3, 3, 0..<9), Data("P2 2 2 255 1 2 3 4".utf8),
        ]
        var refused = 0
        let count = Fuzzing.count(few: 4000)
        for round in 0..<count {
            let bytes = Fuzzing.damaged([UInt8](originals[round % 4]), using: &random)
            do throws(ImageFileProblem) {
                let image = try GreyImage(decoding: Data(bytes))
                #expect(image.samples.count == image.width * image.height, "round \(round)")
            } catch {
                refused += 1
                #expect(!error.description.isEmpty)
            }
        }
        #expect((count / 4..<count).contains(refused), "\(refused)")
    }
}
