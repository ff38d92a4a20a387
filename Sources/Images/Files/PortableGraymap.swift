import FoundationEssentials

/// A PGM file: grey samples of 8 or 16 bits, as bytes (`P5`) or as decimal numbers (`P2`).
///
/// Source: the format's description in Netpbm's manual, `pgm(5)`. A file of several images is refused, because all but
/// one would be lost silently.
struct PortableGraymap {
    let image: GreyImage

    /// Whether samples of more than 8 bits span less than an eighth of their range, and different ones became equal.
    let hasLostDepth: Bool

    /// Decodes a file.
    ///
    /// - Throws: ``ImageFileProblem`` if it is damaged, truncated or too large, or has another image after its first.
    init(_ data: Data) throws(ImageFileProblem) {
        var reader = Reader(bytes: [UInt8](data), position: 2)
        guard let width = reader.number(), let height = reader.number(), let largest = reader.number(),
            width > 0, height > 0, (1...65535).contains(largest)
        else { throw ImageFileProblem("is not a readable PGM: its header is damaged") }
        let count = try PixelCount.checked(width: width, height: height)
        let samples = data.starts(with: "P5".utf8) ? reader.bytes(count, largest) : reader.numbers(count)
        guard let samples else {
            throw ImageFileProblem("is cut short: some of its \(count) samples are missing")
        }
        guard !reader.isBeforeImage else {
            throw ImageFileProblem("has several images; cut it into files of one, as 'pamsplit' does")
        }
        guard samples.allSatisfy({ $0 <= largest }) else {
            throw ImageFileProblem(
                "is damaged: a sample exceeds its claimed maximum of \(largest)")
        }
        image = GreyImage(
            width: width, height: height,
            samples: Data(samples.map { UInt8(($0 * 255 + largest / 2) / largest) }))
        let span = (samples.max() ?? 0) - (samples.min() ?? 0)
        hasLostDepth =
            largest > 255 && 8 * span < largest && Set(samples).count > Set(image.samples).count
    }

    /// Whether a file's samples have at most 8 bits, by its header.
    static func storesEightBits(_ data: Data) -> Bool {
        var reader = Reader(bytes: [UInt8](data), position: 2)
        guard reader.number() != nil, reader.number() != nil, let largest = reader.number() else {
            return true
        }
        return largest <= 255
    }

    /// Whether a file begins like one of Netpbm's, beyond the two letters with which a text may also begin.
    static func isHeader(_ bytes: [UInt8], of signatures: [String]) -> Bool {
        guard signatures.contains(where: { bytes.starts(with: $0.utf8) }),
            let third = bytes.dropFirst(2).first,
            isBlank(third) || third == UInt8(ascii: "#")
        else { return false }
        let next = bytes.dropFirst(2).first { !isBlank($0) }
        return next.map { $0 == UInt8(ascii: "#") || isDigit($0) } ?? false
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private struct Reader {
        let bytes: [UInt8]
        var position: Int

        /// The next decimal number, after blanks and comments.
        mutating func number() -> Int? {
            while position < bytes.count {
                if bytes[position] == UInt8(ascii: "#") {
                    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
                } else if PortableGraymap.isBlank(bytes[position]) {
                    position += 1
                } else {
                    break
                }
            }
            var value: Int?
            while position < bytes.count, PortableGraymap.isDigit(bytes[position]) {
                value = (value ?? 0) * 10 + Int(bytes[position] - UInt8(ascii: "0"))
                guard let value, value <= 1 << 30 else { return nil }
                position += 1
            }
            return value
        }

        /// Whether another image follows.
        var isBeforeImage: Bool {
            let rest = bytes[position...].drop(while: PortableGraymap.isBlank)
            return PortableGraymap.isHeader(Array(rest.prefix(80)), of: ["P2", "P5"])
        }

        /// Binary samples of one or two bytes, after the single blank that ends the header.
        mutating func bytes(_ count: Int, _ largest: Int) -> [Int]? {
            let size = largest > 255 ? 2 : 1
            guard position < bytes.count, PortableGraymap.isBlank(bytes[position]),
                bytes.count - position - 1 >= count * size
            else { return nil }
            let start = position + 1
            position = start + count * size
            return (0..<count).map { index in
                size == 1
                    ? Int(bytes[start + index])
                    : Int(bytes[start + 2 * index]) << 8 | Int(bytes[start + 2 * index + 1])
            }
        }

        mutating func numbers(_ count: Int) -> [Int]? {
            // Each takes at least a digit and a blank, so that a false claim takes no memory.
            guard bytes.count - position >= 2 * count - 1 else { return nil }
            var numbers: [Int] = []
            for _ in 0..<count {
                guard let number = number() else { return nil }
                numbers.append(number)
            }
            return numbers
        }
    }
}
