/// Takes out of a style sheet what only people need: comments, the semicolon before a brace, and blanks around which
/// no rule changes its meaning.
///
/// A blank before a colon or around a `+` stays, since it tells selectors and sums apart; where a blank stays, it is
/// one space.
package struct StyleMinifier {
    private var text: KeptText
    private var gap = Gap.none

    /// What was read behind what was kept.
    private enum Gap { case none, comment, blank }

    /// The style sheet without it.
    ///
    /// - Parameter source: a style sheet in UTF-8, complete in itself.
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
        // A comment parts two words, and is no blank between two selectors.
        for byte in gap == .blank ? " ".utf8 : "/**/".utf8 { text.add(byte) }
    }

    private mutating func keep(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): text.keepQuotation()
        case UInt8(ascii: "\\"):
            text.keepEscape()
            while let byte = text.byte, Character(Unicode.Scalar(byte)).isHexDigit { text.keep() }
            // A blank ends a character's number, and belongs to it.
            if text.byte == UInt8(ascii: " ") { text.keep() }
        case UInt8(ascii: "("):
            let isAddress = text.kept.suffix(3).elementsEqual("url".utf8)
            text.keep()
            // An address without quotation marks may hold what looks like a comment.
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
