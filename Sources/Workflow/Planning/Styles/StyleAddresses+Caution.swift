/// The conservative check, for a style by a stranger: escapes are decoded, and the contents of comments and strings
/// count too, because a browser may tokenize the style differently.
///
/// Source: CSS Syntax Module Level 3, for escapes and `url(…)`.
extension StyleAddresses {
    /// Whether a style may load another file, with or without escapes; fragments of the page and data URLs do not
    /// count.
    package static func mayLoad(_ style: String) -> Bool {
        let text = readable(style)
        // Possessive quantifiers: if blanks or the quote could be given back, the lookahead would match every
        // address.
        // By scalars: a combining mark after a parenthesis makes it another character in Swift, but not in CSS.
        let address = /url\(\s*+["']?+(?!data:|#)/.matchingSemantics(.unicodeScalar)
        if text.utf8.firstRange(of: Array("@import".utf8)) != nil || text.firstMatch(of: address) != nil {
            return true
        }
        guard text.utf8.firstRange(of: Array(StyleImageSets.beginning.utf8)) != nil else { return false }
        var sets = StyleImageSets(text)
        return sets.mayLoad()
    }

    /// A style with its escapes decoded and in lower case.
    static func readable(_ style: String) -> String { unescaped(style).lowercased() }

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

    /// Appends an unescaped character; a delimiter, which delimits nothing if it was escaped, is replaced.
    private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
        let isMark = ["\"", "'", "(", ")", "*", "/"].contains(scalar)
        text.unicodeScalars.append(isMark ? "\u{FFFD}" : scalar)
    }
}
