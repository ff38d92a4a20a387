import Foundation

/// Inputs made from good ones by random changes, the same ones every time.
///
/// The tests make a few thousand of each kind. `STEPBOOK_FUZZ_INPUTS=1000000` sets another number, with each batch from
/// other seeds; `Docs/fuzzing.md` says how to run that.
public enum Fuzzing {
    /// How many inputs a batch makes.
    ///
    /// - Parameters:
    ///   - few: the default number.
    ///   - batches: the number of batches among which the inputs are divided.
    public static func count(few: Int, batches: Int = 1) -> Int {
        guard let text = ProcessInfo.processInfo.environment["STEPBOOK_FUZZ_INPUTS"], let count = Int(text)
        else { return few }
        return max(1, count / batches)
    }

    /// A text with one to six of its parts dropped, doubled, or with pieces inserted between them.
    ///
    /// - Parameter pieces: the pieces to insert.
    public static func changed(_ text: String, pieces: [String], _ random: inout RandomSource) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let index = Int.random(in: 0...scalars.count, using: &random)
            let length = min(Int.random(in: 0...8, using: &random), scalars.count - index)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: scalars.removeSubrange(index..<index + length)
            case 1:
                scalars.insert(
                    contentsOf: (pieces.randomElement(using: &random) ?? "").unicodeScalars, at: index)
            default:
                let piece = Array(scalars[index..<index + length])
                scalars.insert(contentsOf: piece, at: Int.random(in: 0...scalars.count, using: &random))
            }
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }

    /// A file with one to four bytes changed, inserted or with a bit flipped, or truncated.
    public static func damaged(_ file: [UInt8], using random: inout RandomSource) -> [UInt8] {
        var bytes = file
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeLast(min(bytes.count - 1, place))
            case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            default: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        }
        return bytes
    }
}
