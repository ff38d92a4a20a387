import Glibc

/// Numbers as text, the same on every machine and in every locale.
public enum NumberText {
    /// A number with a fixed number of decimals, correctly rounded, ties to even: `0.99`.
    ///
    /// Infinity is `∞` or `-∞`, and NaN is `NaN`.
    ///
    /// - Parameter decimals: 0…100.
    public static func fixed(_ number: Double, decimals: Int) -> String {
        precondition((0...100).contains(decimals), "\(decimals) decimals")
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-∞" : "∞" }
        var buffer = [CChar](repeating: 0, count: 512)
        let length = withVaList([CInt(decimals), number]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
        let text = String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let isZero = text.utf8.allSatisfy { "-0.".utf8.contains($0) }
        return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
    }

    /// A share as a percentage, with a no-break space before the sign: `99.1 %`.
    public static func percent(_ share: Double, decimals: Int) -> String {
        fixed(share * 100, decimals: decimals) + "\u{A0}%"
    }

    /// A whole number with thousands separated by a narrow no-break space: `421 642`.
    public static func grouped(_ number: Int) -> String { grouped(String(number)) }

    /// A number rounded to a whole one, ties to even, with thousands separated: `100 000 000 000 000 000 000`.
    ///
    /// Infinity is `∞` or `-∞`, and NaN is `NaN`.
    static func grouped(rounded number: Double) -> String {
        let text = fixed(number, decimals: 0)
        return number.isFinite ? grouped(text) : text
    }

    private static func grouped(_ whole: String) -> String {
        let digits = Array(whole.drop { $0 == "-" })
        var text = whole.hasPrefix("-") ? "-" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append("\u{202F}") }
            text.append(digit)
        }
        return text
    }

    /// A duration in words: `0.4 s`, `12.3 s`, `2 min 05 s`, `1 h 02 min`.
    public static func duration(seconds: Double) -> String {
        guard seconds.isFinite else { return fixed(seconds, decimals: 0) }
        if seconds < 0 { return "-" + duration(seconds: -seconds) }
        if seconds < 0.001 { return seconds == 0 ? "0\u{A0}s" : "<\u{A0}1\u{A0}ms" }
        if seconds < 0.0995 { return fixed(seconds * 1000, decimals: 0) + "\u{A0}ms" }
        if seconds < 59.95 { return fixed(seconds, decimals: 1) + "\u{A0}s" }
        guard seconds < 1e15 else {
            return grouped(rounded: seconds) + "\u{A0}s"
        }
        let whole = Int(seconds.rounded())
        if whole < 3600 { return "\(whole / 60)\u{A0}min \(twoDigits(whole % 60))\u{A0}s" }
        let minutes = Int((seconds / 60).rounded())
        return "\(grouped(minutes / 60))\u{A0}h \(twoDigits(minutes % 60))\u{A0}min"
    }

    /// A size in bytes: `812 B`, `1.7 MB`, in powers of 1,000.
    public static func bytes(_ count: Int) -> String {
        var amount = Double(count)
        for unit in ["B", "kB", "MB", "GB"] {
            if amount < 999.5 || unit == "GB" {
                return fixed(amount, decimals: unit == "B" || amount >= 99.95 ? 0 : 1) + "\u{A0}" + unit
            }
            amount /= 1000
        }
        return "\(count)\u{A0}B"
    }

    /// A number in short form: at most six significant digits without trailing zeros, `0.9907`, `1e-08`, and a large
    /// one with at most one decimal, `12345678.9`.
    public static func short(_ number: Double) -> String {
        guard (1e5..<1e15).contains(number.magnitude) else { return significant(number) }
        let text = fixed(number, decimals: 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A number in at most six significant digits, with an exponent if it is large or small: `2e+09`.
    public static func significant(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-∞" : "∞" }
        if number == 0 { return "0" }
        var buffer = [CChar](repeating: 0, count: 64)
        let length = withVaList([number]) { vsnprintf(&buffer, buffer.count, "%.6g", $0) }
        return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A number by its power of ten: `2.62e21`, `1.00e-8`.
    ///
    /// - Parameter decimals: the number of digits after the decimal point, 0…100.
    public static func scientific(_ number: Double, decimals: Int) -> String {
        precondition((0...100).contains(decimals), "\(decimals) decimals")
        guard number.isFinite else { return fixed(number, decimals: 0) }
        var buffer = [CChar](repeating: 0, count: 128)
        let length = withVaList([CInt(decimals), number]) { vsnprintf(&buffer, buffer.count, "%.*e", $0) }
        let text = String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let parts = text.split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
        return "\(parts[0])e\(exponent)"
    }

    /// The shortest text that identifies the number: `1000000`, `1.0000001`.
    static func exact(_ number: Double) -> String {
        guard number.isFinite else { return short(number) }
        return Int(exactly: number).map(String.init) ?? String(number)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Value {
    /// The value as given on the command line, numbers in their shortest unique form.
    public var exactText: String {
        if case .float(let number) = self { NumberText.exact(number) } else { text }
    }

    /// The value as prose shows it without a formatting function.
    public var text: String {
        switch self {
        case .nothing: "nil"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .float(let number): NumberText.short(number)
        case .string(let text): text
        case .symbol(let name): ".\(name)"
        case .array(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
        case .configuration(let configuration): configuration.name
        case .artifact(let stored): stored.packed.type
        }
    }
}
