/// The meaning of a plain YAML scalar by the core schema of YAML 1.2.
///
/// YAML 1.1 and 1.2 disagree about `yes`, `y`, `012`, `0o7`, `0b1`, `1_000` and `12:30`. These are rejected as
/// ambiguous, because a reader of the notebook could not tell which version applies.
enum YAMLScalar: Equatable {
    case integer(Int)
    case float(Double)
    case boolean(Bool)
    case nothing
    case text
    /// A number outside the range of `Int` and `Double`.
    case tooLarge
    /// A scalar with two meanings; the text says what to write instead.
    case ambiguous(String)

    /// Parses a plain scalar.
    init(_ text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .nothing
        case "true", "True", "TRUE": self = .boolean(true)
        case "false", "False", "FALSE": self = .boolean(false)
        default: self = Self.ambiguousWord(text) ?? Self.number(text) ?? .text
        }
    }

    private static func ambiguousWord(_ text: String) -> YAMLScalar? {
        switch text.lowercased() {
        case "yes", "on", "y": .ambiguous("write true, or \"\(text)\" for a text")
        case "no", "off", "n": .ambiguous("write false, or \"\(text)\" for a text")
        default: nil
        }
    }

    private static func number(_ text: String) -> YAMLScalar? {
        var digits = Array(text.utf8)
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        guard let first = digits.first else { return nil }
        switch String(decoding: digits, as: UTF8.self).lowercased() {
        case ".inf", ".nan": return .tooLarge
        default: break
        }
        guard first.isDigit || first == UInt8(ascii: ".") else { return nil }
        if isSexagesimal(digits) {
            // 12:30 is 750 to YAML 1.1.
            return .ambiguous("write \"\(text)\" for a text, or the number in decimal")
        }
        if let value = prefixedInteger(digits, of: text, isSigned: digits.count < text.utf8.count) {
            return value
        }
        if digits.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "_") }) {
            let plain = String(decoding: digits.filter(\.isDigit), as: UTF8.self)
            if digits.count > plain.utf8.count || digits.count > 1 && first == UInt8(ascii: "0") {
                return .ambiguous(
                    "write a number as digits without '_' and leading '0', or \"\(text)\" for a text")
            }
            return Int((isNegative ? "-" : "") + plain).map { .integer($0) } ?? .tooLarge
        }
        guard isFloat(digits), let value = Double(padded(digits)) else { return nil }
        return value.isFinite ? .float(isNegative ? -value : value) : .tooLarge
    }

    /// Whether it reads `12:30` or `1:02:03.5`, which are sexagesimal numbers in YAML 1.1.
    private static func isSexagesimal(_ digits: [UInt8]) -> Bool {
        let parts = digits.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.last else { return false }
        let whole = last.prefix { $0.isDigit }
        let rest = last.dropFirst(whole.count)
        return parts.dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isDigit) } && !whole.isEmpty
            && (rest.isEmpty || rest.first == UInt8(ascii: ".") && rest.dropFirst().allSatisfy(\.isDigit))
    }

    private static func prefixedInteger(_ digits: [UInt8], of whole: String, isSigned: Bool) -> YAMLScalar? {
        guard !isSigned, digits.count > 2, digits[0] == UInt8(ascii: "0") else { return nil }
        let radix: Int
        switch digits[1] {
        case UInt8(ascii: "x"): radix = 16
        case UInt8(ascii: "o"): radix = 8
        case UInt8(ascii: "b"): radix = 2
        default: return nil
        }
        guard digits.dropFirst(2).allSatisfy(\.isHexDigit) else { return nil }
        let text = String(decoding: digits.dropFirst(2), as: UTF8.self)
        guard text.allSatisfy({ $0.hexDigitValue.map { $0 < radix } ?? false }) else { return nil }
        guard radix == 16 else {
            return .ambiguous("write the number in decimal, or \"\(whole)\" for a text")
        }
        return Int(text, radix: radix).map { .integer($0) } ?? .tooLarge
    }

    /// Whether it reads `1.5`, `.5`, `5.`, `1e3` or a mixture.
    private static func isFloat(_ digits: [UInt8]) -> Bool {
        let whole = digits.prefix { $0.isDigit }
        var rest = digits.dropFirst(whole.count)
        var fraction: ArraySlice<UInt8> = []
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix { $0.isDigit }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard !(whole.isEmpty && fraction.isEmpty) else { return false }
        guard let mark = rest.first else { return true }
        guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(\.isDigit)
    }

    /// The number in Swift's syntax, which requires a digit on both sides of the point.
    private static func padded(_ digits: [UInt8]) -> String {
        var text: [UInt8] = []
        for (index, byte) in digits.enumerated() {
            if byte == UInt8(ascii: "."), index == 0 { text.append(UInt8(ascii: "0")) }
            text.append(byte)
            if byte == UInt8(ascii: "."), index + 1 == digits.count || !digits[index + 1].isDigit {
                text.append(UInt8(ascii: "0"))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
