import Diagnostics

/// A word of the step language.
struct Token: Sendable {
    enum Kind: Sendable, Hashable {
        case identifier(String)
        case keyword(Keyword)
        /// An integer's magnitude; a minus before it is an operator.
        case integer(UInt64)
        case float(Double)
        case string(String)
        /// A run of operator characters, and how it is bound to its neighbours.
        case `operator`(String, Binding)
        case dot
        case comma
        case colon
        case semicolon
        case leftParenthesis, rightParenthesis
        case leftBracket, rightBracket
        case leftBrace, rightBrace
        /// A literal or a name that the lexer has complained about; it stands for a value.
        case invalid
        /// What cannot even stand for a value, and may have taken more with it; the lexer has complained.
        case unreadable
        case end
    }

    /// What Swift makes of the blanks around an operator.
    enum Binding: Sendable, Hashable {
        case infix, prefix, postfix
    }

    let kind: Kind

    /// The word's bytes in the text that was read.
    let textRange: Range<Int>

    /// The word's bytes in the file.
    let range: SourceRange

    /// Whether there is a line end between this word and the one before.
    let startsLine: Bool

    /// Whether a blank, a comment or a line end stands before it.
    let followsBlank: Bool
}

/// A comment of the step language; it is no word, but it is shown, and some are option lines.
struct Comment: Sendable {
    /// The comment's bytes in the text that was read, without the line end.
    let textRange: Range<Int>

    /// The number of words before it.
    let tokenIndex: Int

    /// Whether only blanks stand before it on its line.
    let startsLine: Bool
}
