/// Minifies a script by removing comments, empty lines, and blanks without meaning.
///
/// Line breaks stay where they can end a statement, and blanks beside words, `+`, `-`, `*`, `/`, `<` and `!`, which may
/// mean something else together with what follows them.
package struct ScriptMinifier {
    private var text: KeptText
    private var gap = Gap.none

    /// The skipped text since the last kept byte.
    private enum Gap: Int { case none, blank, line }

    /// The minified script.
    ///
    /// - Parameter source: a complete script in UTF-8. After `)`, `+` and `-` it has no regular expression, which would
    ///   need a parser to recognize; a `/` there is a division.
    package static func minified(_ source: [UInt8]) -> String {
        var minifier = Self(text: KeptText(of: source))
        minifier.readCode(isInTemplate: false)
        return minifier.text.text
    }

    private init(text: KeptText) { self.text = text }

    /// Reads code up to its end, or in a template up to the brace that ends it.
    private mutating func readCode(isInTemplate: Bool) {
        var depth = 0
        while let byte = text.byte {
            switch byte {
            case UInt8(ascii: "\n"):
                gap = .line
                text.skip()
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                widen(to: .blank)
                text.skip()
            case UInt8(ascii: "/") where text.next == UInt8(ascii: "/"):
                while let byte = text.byte, byte != UInt8(ascii: "\n") { text.skip() }
            case UInt8(ascii: "/") where text.next == UInt8(ascii: "*"):
                widen(to: text.skipComment() ? .line : .blank)
            case UInt8(ascii: "}") where isInTemplate && depth == 0:
                placeGap(before: byte)
                return
            default:
                if byte == UInt8(ascii: "{") { depth += 1 } else if byte == UInt8(ascii: "}") { depth -= 1 }
                placeGap(before: byte)
                keep(byte)
            }
        }
    }

    private mutating func widen(to other: Gap) {
        if gap.rawValue < other.rawValue { gap = other }
    }

    private mutating func placeGap(before byte: UInt8) {
        defer { gap = .none }
        guard let last = text.kept.last else { return }
        switch gap {
        case .none: break
        case .blank:
            // `?.` is one operator.
            let joins = last == UInt8(ascii: "?") && byte == UInt8(ascii: ".")
            if joins || !Self.standsAlone(last) && !Self.standsAlone(byte) { text.add(UInt8(ascii: " ")) }
        case .line:
            if !Self.endsNoStatement(last), !Self.closes(byte) { text.add(UInt8(ascii: "\n")) }
        }
    }

    /// Whether a byte means the same with and without a blank on either side.
    private static func standsAlone(_ byte: UInt8) -> Bool { "=>&|?:;,(){}[]".utf8.contains(byte) }

    /// Whether a line break behind a byte has no meaning.
    private static func endsNoStatement(_ byte: UInt8) -> Bool { "=>&|?:;,({[".utf8.contains(byte) }

    /// Whether a line break before a byte has no meaning: the statement ends with it anyway, or goes on.
    private static func closes(_ byte: UInt8) -> Bool { "?:;,)}]".utf8.contains(byte) }

    private mutating func keep(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): text.keepQuotation()
        case UInt8(ascii: "`"): keepTemplate()
        case UInt8(ascii: "/") where Self.beginsExpression(behind: text.kept): keepPattern()
        default: text.keep()
        }
    }

    /// Keeps a template literal: its text unchanged, and the code in it minified.
    private mutating func keepTemplate() {
        text.keep()
        while let byte = text.byte, byte != UInt8(ascii: "`") {
            switch byte {
            case UInt8(ascii: "\\"): text.keepEscape()
            case UInt8(ascii: "$") where text.next == UInt8(ascii: "{"):
                text.keep()
                text.keep()
                readCode(isInTemplate: true)
                text.keep()
            default: text.keep()
            }
        }
        text.keep()
    }

    /// Keeps a regular expression, in whose brackets a `/` does not end it.
    private mutating func keepPattern() {
        var isInBrackets = false
        text.keep()
        while let byte = text.byte, isInBrackets || byte != UInt8(ascii: "/") {
            switch byte {
            case UInt8(ascii: "\\"): text.keepEscape()
            case UInt8(ascii: "["), UInt8(ascii: "]"):
                isInBrackets = byte == UInt8(ascii: "[")
                text.keep()
            default: text.keep()
            }
        }
        text.keep()
    }

    /// Whether an expression begins here, so that `/` is not a division.
    private static func beginsExpression(behind code: [UInt8]) -> Bool {
        guard let last = code.last(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }) else {
            return true
        }
        guard isPartOfWord(last) else {
            return !")]\"'`+-".utf8.contains(last)
        }
        let end = code.reversed().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        let word = String(decoding: end.prefix(while: isPartOfWord).reversed(), as: UTF8.self)
        return wordsBeforeExpressions.contains(word)
    }

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }

    private static let wordsBeforeExpressions: Set = [
        "await", "case", "delete", "do", "else", "in", "instanceof", "new", "of", "return", "throw", "typeof",
        "void", "yield",
    ]
}
