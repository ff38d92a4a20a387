extension Fuzzing {
    /// Numbers at the limits of types and of file formats.
    private static let numbers: [UInt64] = [
        0, 1, 2, 3, 4, 8, 127, 128, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x1_0000, 1 << 24, 1 << 30, 0x7FFF_FFFF,
        0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF, 1 << 32, 1 << 47, 1 << 48, 1 << 62, UInt64(Int64.max), 1 << 63,
        .max,
    ]

    /// Bytes with a meaning in some format.
    private static let bytes: [UInt8] =
        [0, 0xFF, 0x7F, 0x80] + Array("0123456789,;\"'-+.()[]{}eE \t\r\n".utf8)

    /// Pieces of text files, of headers in text, and signatures of zip's records.
    private static let words = [
        "-1", "0", "256", "4294967296", "9223372036854775807", "99999999999999999999", "1e9", "nan", "inf",
        "0x10", "\"", "\"\"", "'", ",,", ")", "\r", "\n", "\r\n\r\n", "\u{FEFF}", "\u{0}", "é", "True",
        "label",
        "PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "PK\u{6}\u{6}", "PK\u{6}\u{7}",
    ].map { Array($0.utf8) }

    /// A file with one to four changes as a hostile or broken program would make them: bits and bytes, lengths and other
    /// numbers, binary or in digits, at the limits of their types, pieces that are missing, repeated or inserted, and
    /// truncation.
    public static func hostile(_ file: [UInt8], using random: inout RandomSource) -> [UInt8] {
        var file = file
        for _ in 0..<Int.random(in: 1...4, using: &random) { change(&file, &random) }
        return file
    }

    private static func change(_ file: inout [UInt8], _ random: inout RandomSource) {
        let place = Int.random(in: 0...file.count, using: &random)
        let piece = place..<min(file.count, place + Int.random(in: 1...64, using: &random))
        switch Int.random(in: 0..<10, using: &random) {
        case 0 where place < file.count: file[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1 where place < file.count: file[place] = bytes.randomElement(using: &random) ?? 0
        case 2: setNumber(at: place, of: &file, &random)
        case 3: setFieldOfRecord(after: place, of: &file, &random)
        case 4: setDigits(after: place, of: &file, &random)
        case 5: file.removeLast(file.count - place)
        case 6:
            let copy = Array(file[piece])
            file.insert(contentsOf: copy, at: Int.random(in: 0...file.count, using: &random))
        case 7: file.removeSubrange(piece)
        case 8:
            let byte = bytes.randomElement(using: &random) ?? 0
            let block = [UInt8](repeating: byte, count: Int.random(in: 1...300, using: &random))
            file.insert(contentsOf: block, at: place)
        default: file.insert(contentsOf: words.randomElement(using: &random) ?? [], at: place)
        }
    }

    /// Writes a number of one, two, four or eight bytes, little-endian or big-endian.
    private static func setNumber(at place: Int, of file: inout [UInt8], _ random: inout RandomSource) {
        let size = 1 << Int.random(in: 0...3, using: &random)
        guard place < file.count else { return }
        let lengths = [file.count, file.count - place, max(0, file.count - place - size), place]
        let number =
            Bool.random(using: &random)
            ? numbers.randomElement(using: &random) ?? 0
            : UInt64(lengths.randomElement(using: &random) ?? 0) &+ UInt64.random(in: 0...2, using: &random)
                &- 1
        let isBigEndian = Int.random(in: 0..<4, using: &random) == 0
        for index in 0..<size where place + index < file.count {
            let shift = 8 * (isBigEndian ? size - 1 - index : index)
            file[place + index] = UInt8(truncatingIfNeeded: number >> UInt64(shift))
        }
    }

    /// Writes a number into a field of the next record of a zip archive, whose longest has 56 bytes.
    private static func setFieldOfRecord(
        after place: Int, of file: inout [UInt8], _ random: inout RandomSource
    ) {
        let starts = file.indices.dropLast().filter { file[$0] == 0x50 && file[$0 + 1] == 0x4B }
        guard let start = starts.first(where: { $0 >= place }) ?? starts.last else { return }
        setNumber(at: start + 2 * Int.random(in: 1...27, using: &random), of: &file, &random)
    }

    /// Replaces the next number in digits.
    private static func setDigits(after place: Int, of file: inout [UInt8], _ random: inout RandomSource) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let start = file[place...].firstIndex(where: digits.contains) else { return }
        let end = file[start...].firstIndex { !digits.contains($0) } ?? file.count
        file.replaceSubrange(start..<end, with: words.randomElement(using: &random) ?? [])
    }
}
