import Crypto
import FoundationEssentials
import Glibc
import Notebooks

/// The random numbers of a sweep: each depends on the seed, the parameter's name and the draw's number alone.
struct SweepDraws {
    /// The notebook's seed.
    let seed: UInt64

    /// 64 random bits: the first bytes, little-endian, of the SHA-256 of seed and number, 8 bytes each and little-endian,
    /// and the name.
    func bits(of name: String, number: Int) -> UInt64 {
        var input: [UInt8] = []
        for word in [seed, UInt64(number)] {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                input.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        input += name.utf8
        return SHA256.hash(data: input).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A whole number in 0..<count.
    ///
    /// Not all are exactly equally likely: they differ by less than count · 2⁻⁶⁴.
    func index(below count: Int, of name: String, number: Int) -> Int {
        Int(bits(of: name, number: number).multipliedFullWidth(by: UInt64(count)).high)
    }

    /// A number of a range.
    func value(in span: SweepSpan, of name: String, number: Int) -> Value {
        let bits = bits(of: name, number: number)
        let share = Double(bits >> 11) * 0x1p-53
        return switch (span.ends, span.scale) {
        case (.number(let range), .linear):
            .float(Self.number(in: range, range.lowerBound * (1 - share) + range.upperBound * share))
        case (.number(let range), .log):
            .float(Self.number(in: range, Self.between(range.lowerBound, range.upperBound, share)))
        case (.whole(let range), .linear): .integer(Self.whole(in: range, bits))
        case (.whole(let range), .log):
            // A whole number stands for all that round to it, so that both ends are as likely as their neighbours.
            .integer(
                Self.whole(
                    in: range,
                    Self.between(Double(range.lowerBound) - 0.5, Double(range.upperBound) + 0.5, share)))
        }
    }

    /// The number at a share, 0..<1, of the way between two positive ones, by their ratio.
    private static func between(_ lower: Double, _ upper: Double, _ share: Double) -> Double {
        exp(log(lower) * (1 - share) + log(upper) * share)
    }

    /// A number kept in its range, to six significant digits.
    ///
    /// So many a table shows, and `-P` takes. The system's logarithm may also differ by machine in the last place, and a
    /// setting may not. A range that is narrow for its numbers needs the other digits.
    private static func number(in range: ClosedRange<Double>, _ number: Double) -> Double {
        let magnitude = max(range.lowerBound.magnitude, range.upperBound.magnitude)
        let isWide = range.upperBound / 2 - range.lowerBound / 2 >= magnitude / 200
        let short = isWide ? Double(NumberText.significant(number)) ?? number : number
        return min(max(short, range.lowerBound), range.upperBound)
    }

    private static func whole(in range: ClosedRange<Int>, _ bits: UInt64) -> Int {
        let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
        let offset = width == .max ? bits : bits.multipliedFullWidth(by: width + 1).high
        return range.lowerBound &+ Int(truncatingIfNeeded: offset)
    }

    private static func whole(in range: ClosedRange<Int>, _ number: Double) -> Int {
        // The ends of a long range may not be numbers that a Double has.
        if number <= Double(range.lowerBound) { return range.lowerBound }
        if number >= Double(range.upperBound) { return range.upperBound }
        return min(max(Int(number.rounded()), range.lowerBound), range.upperBound)
    }
}
