import Diagnostics

/// A token of the step language.
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
        /// An invalid literal or name, already reported; it stands for a value.
        case invalid
        /// Input that cannot stand for a value and may hide more of the text; already reported.
        case unreadable
        case end
    }

    /// The fixity that Swift infers from the whitespace around an operator.
    enum Binding: Sendable, Hashable {
        case infix, prefix, postfix
    }

    let kind: Kind

    /// The token's bytes in the text that was read.
    let textRange: Range<Int>

    /// The token's bytes in the file.
    let range: SourceRange

    /// Whether there is a line end between this token and the previous one.
    let startsLine: Bool

    /// Whether whitespace or a comment precedes it.
    let followsBlank: Bool
}

/// A comment of the step language; not a token, but it is shown, and some are option lines.
struct Comment: Sendable {
    /// The comment's bytes in the text that was read, without the line end.
    let textRange: Range<Int>

    /// The number of tokens before it.
    let tokenIndex: Int

    /// Whether only blanks precede it on its line.
    let startsLine: Bool
}
