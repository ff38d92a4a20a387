import FoundationEssentials

/// A reader of a pickle's bytes, which checks every length.
struct PickleBytes {
    private let bytes: [UInt8]
    private var position = 0

    init(_ data: Data) { bytes = [UInt8](data) }

    /// Whether everything was read.
    var isAtEnd: Bool { position == bytes.count }

    /// The string, number or other scalar that an opcode pushes; `nil` for other opcodes.
    mutating func scalar(_ code: UInt8) throws(ModelFileProblem) -> PickledValue? {
        switch code {
        case UInt8(ascii: "N"): return .nothing
        case 0x88: return .boolean(true)
        case 0x89: return .boolean(false)
        case UInt8(ascii: "J"): return .integer(Int(Int32(truncatingIfNeeded: try number(4))))
        case UInt8(ascii: "K"): return .integer(try number(1))
        case UInt8(ascii: "M"): return .integer(try number(2))
        case UInt8(ascii: "I"):
            let text = try line()
            if ["00", "01"].contains(text) { return .boolean(text == "01") }
            return Int(text).map(PickledValue.integer)
        case UInt8(ascii: "G"):
            let pattern = try take(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return .float(Double(bitPattern: pattern))
        case UInt8(ascii: "F"): return .float(Double(try line()) ?? .nan)
        case UInt8(ascii: "X"): return .text(try text(number(4)))
        case 0x8C: return .text(try text(number(1)))
        case 0x8D: return .text(try text(number(8)))
        case UInt8(ascii: "V"), UInt8(ascii: "S"): return .text(try line())
        case UInt8(ascii: "U"): return .text(String(decoding: try take(number(1)), as: UTF8.self))
        case UInt8(ascii: "T"): return .text(String(decoding: try take(number(4)), as: UTF8.self))
        case 0x8A: return try longInteger(number(1))
        case 0x8B: return try longInteger(number(4))
        case UInt8(ascii: "L"):
            let text = try line()
            return Int(text.hasSuffix("L") ? String(text.dropLast()) : text).map(PickledValue.integer)
                ?? .float(.infinity)
        default: return nil
        }
    }

    /// The type of bytes that an opcode pushes, and their content as Latin-1 if they may be a key; `nil` for other
    /// opcodes.
    mutating func opaque(_ code: UInt8) throws(ModelFileProblem) -> (kind: String, content: String?)? {
        let bytes: [UInt8]
        switch code {
        case UInt8(ascii: "C"): bytes = try take(number(1))
        case UInt8(ascii: "B"): bytes = try take(number(4))
        case 0x8E: bytes = try take(number(8))
        case 0x96:
            _ = try take(number(8))
            return ("builtins.bytearray", nil)
        default: return nil
        }
        guard bytes.count <= PickledKeys.longest else { return ("builtins.bytes", nil) }
        return ("builtins.bytes", String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
    }

    mutating func byte() throws(ModelFileProblem) -> UInt8 { try take(1)[0] }

    mutating func take(_ count: Int) throws(ModelFileProblem) -> [UInt8] {
        guard count >= 0, count <= bytes.count - position else {
            throw ModelFileProblem("its pickle is cut short")
        }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    /// A little-endian number of this many bytes.
    mutating func number(_ size: Int) throws(ModelFileProblem) -> Int {
        let value = try take(size).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let number = Int(exactly: value) else { throw .damage }
        return number
    }

    /// A number in decimal digits.
    mutating func writtenNumber() throws(ModelFileProblem) -> Int {
        guard let number = Int(try line()) else { throw .damage }
        return number
    }

    mutating func line() throws(ModelFileProblem) -> String {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else { throw .damage }
        defer { position = end + 1 }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    /// A number of any length in two's complement; beyond 64 bits it counts as infinite.
    private mutating func longInteger(_ size: Int) throws(ModelFileProblem) -> PickledValue {
        let bytes = try take(size)
        guard bytes.count <= 8 else { return .float(.infinity) }
        let value = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let unused = UInt64(64 - 8 * bytes.count)
        return .integer(bytes.isEmpty ? 0 : Int(truncatingIfNeeded: value << unused) >> Int(unused))
    }

    private mutating func text(_ count: Int) throws(ModelFileProblem) -> String {
        let bytes = try take(count)
        // Python may write strings that are not UTF-8, such as a lone surrogate; no tensor's name is one.
        return String(decoding: bytes, as: UTF8.self)
    }
}
