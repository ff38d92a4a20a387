/// The cautious question, for a style of a stranger's: escapes are decoded, and what stands in comments and in texts counts
/// as well, since nothing is sure to be read as a browser reads it.
///
/// Source: CSS Syntax Module Level 3, for escapes and `url(…)`.
extension StyleAddresses {
    /// Whether a style may ask for another file, written with escapes or not; places of the page and data are none.
    package static func mayLoad(_ style: String) -> Bool {
        let text = unescaped(style).lowercased()
        // Neither blanks nor the quote are given back, or each address would begin with them.
        // A mark behind a parenthesis makes another character of it, and the parenthesis is one all the same.
        let address = /url\(\s*+["']?+(?!data:|#)/.matchingSemantics(.unicodeScalar)
        if text.utf8.firstRange(of: Array("@import".utf8)) != nil || text.firstMatch(of: address) != nil {
            return true
        }
        guard text.utf8.firstRange(of: Array(StyleImageSets.beginning.utf8)) != nil else { return false }
        var sets = StyleImageSets(text)
        return sets.mayLoad()
    }

    /// A style with its escapes decoded: `\75rl(` is `url(`.
    private static func unescaped(_ text: String) -> String {
        var result = ""
        var rest = text.unicodeScalars[...]
        while let start = rest.firstIndex(of: "\\") {
            result.unicodeScalars += rest[..<start]
            rest = rest[start...].dropFirst()
            let digits = rest.prefix(6).prefix { $0.isASCII && $0.properties.isASCIIHexDigit }
            if let number = UInt32(Substring(digits), radix: 16), let scalar = Unicode.Scalar(number) {
                append(scalar, to: &result)
                rest = rest.dropFirst(digits.count)
                if rest.starts(with: "\r\n".unicodeScalars) { rest = rest.dropFirst() }
                if rest.first?.properties.isWhitespace == true { rest = rest.dropFirst() }
            } else {
                if let scalar = rest.first { append(scalar, to: &result) }
                rest = rest.dropFirst()
            }
        }
        result.unicodeScalars += rest
        return result
    }

    /// Adds a character that was escaped; one that would begin or end something, and does not where it is escaped, becomes
    /// another one.
    private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
        let isMark = ["\"", "'", "(", ")", "*", "/"].contains(scalar)
        text.unicodeScalars.append(isMark ? "\u{FFFD}" : scalar)
    }
}
