/// Minifies a style sheet by removing comments, the semicolon before a brace, and blanks without meaning.
///
/// A blank before a colon or around a `+` stays, since it distinguishes selectors and sums; blanks that stay become
/// one space.
package struct StyleMinifier {
    private var text: KeptText
    private var gap = Gap.none

    /// The skipped text since the last kept byte.
    private enum Gap { case none, comment, blank }

    /// The minified style sheet.
    ///
    /// - Parameter source: a complete style sheet in UTF-8.
    package static func minified(_ source: [UInt8]) -> String {
        var minifier = Self(text: KeptText(of: source))
        minifier.read()
        return minifier.text.text
    }

    private init(text: KeptText) { self.text = text }

    private mutating func read() {
        while let byte = text.byte {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                gap = .blank
                text.skip()
            case UInt8(ascii: "/") where text.next == UInt8(ascii: "*"):
                _ = text.skipComment()
                if gap == .none { gap = .comment }
            default:
                placeGap(before: byte)
                keep(byte)
            }
        }
    }

    private mutating func placeGap(before byte: UInt8) {
        defer { gap = .none }
        guard gap != .none, let last = text.kept.last, !Self.needsNoBlankBehind(last),
            !Self.needsNoBlankBefore(byte)
        else { return }
        // A comment separates two words, but is not a blank between two selectors.
        for byte in gap == .blank ? " ".utf8 : "/**/".utf8 { text.add(byte) }
    }

    private mutating func keep(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): text.keepQuotation()
        case UInt8(ascii: "\\"):
            text.keepEscape()
            while let byte = text.byte, Character(Unicode.Scalar(byte)).isHexDigit { text.keep() }
            // A blank ends an escaped code point, and belongs to it.
            if text.byte == UInt8(ascii: " ") { text.keep() }
        case UInt8(ascii: "("):
            let isAddress = text.kept.suffix(3).elementsEqual("url".utf8)
            text.keep()
            // An unquoted URL may contain what looks like a comment.
            while isAddress, let byte = text.byte, byte != UInt8(ascii: ")"), !Self.isQuotationMark(byte) {
                text.keep()
            }
        case UInt8(ascii: "}"):
            text.takeBack(UInt8(ascii: ";"))
            text.keep()
        default: text.keep()
        }
    }

    private static func isQuotationMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    private static func needsNoBlankBehind(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: ","),
            UInt8(ascii: "("):
            true
        default: false
        }
    }

    private static func needsNoBlankBefore(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: ")"):
            true
        default: false
        }
    }
}
