import Diagnostics

/// Splits a text of the step language into tokens, by Swift's rules.
///
/// Input that is not a token becomes an `invalid` token and one diagnostic, so that the parser need not report it
/// again.
struct Lexer {
    /// The tokens, the last of them `end`.
    private(set) var tokens: [Token] = []

    /// The comments in order.
    private(set) var comments: [Comment] = []

    /// The lexical errors.
    package internal(set) var diagnostics: [Diagnostic] = []

    /// The input text.
    let text: MappedText

    /// The current byte offset in the text.
    var position = 0

    /// What the text is, if it is a single expression, which has no comments: one would hide the rest of it without
    /// notice.
    let expression: SingleExpression?

    private var startsLine = true
    private var followsBlank = true

    /// Characters that do not occur in the rest of a line, each with that line's end, so that a thousand unclosed
    /// quotation marks cost one search.
    private var absent: [Unicode.Scalar: Int] = [:]

    /// Tokenizes a whole text.
    init(_ text: MappedText, as expression: SingleExpression? = nil) {
        self.text = text
        self.expression = expression
        while readWord() {}
        add(.end, from: position)
    }
}

extension Lexer {
    var bytes: [UInt8] { text.bytes }

    /// The byte `distance` bytes ahead, 0 past the end.
    func byte(_ distance: Int = 0) -> UInt8 {
        let index = position + distance
        return index < bytes.count ? bytes[index] : 0
    }

    var isAtEnd: Bool { position >= bytes.count }

    /// The text of a range, which must not split a character.
    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// The range in the file of a range of the text.
    func fileRange(_ range: Range<Int>) -> SourceRange { text.fileRange(of: range) }

    /// The Unicode scalar at the current position.
    func scalar() -> Unicode.Scalar {
        guard byte() >= 0x80 else { return Unicode.Scalar(byte()) }
        return nonASCIIScalar()
    }

    private func nonASCIIScalar() -> Unicode.Scalar {
        String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
            .unicodeScalars.first ?? "\u{FFFD}"
    }

    private mutating func add(_ kind: Token.Kind, from start: Int) {
        let range = start..<position
        tokens.append(
            Token(
                kind: kind, textRange: range, range: fileRange(range), startsLine: startsLine,
                followsBlank: followsBlank))
        startsLine = false
        followsBlank = false
    }

    private mutating func readWord() -> Bool {
        skipBlanksAndComments()
        guard !isAtEnd else { return false }
        let start = position
        let kind: Token.Kind
        switch byte() {
        case UInt8(ascii: "("): kind = mark(.leftParenthesis)
        case UInt8(ascii: ")"): kind = mark(.rightParenthesis)
        case UInt8(ascii: "["): kind = mark(.leftBracket)
        case UInt8(ascii: "]"): kind = mark(.rightBracket)
        case UInt8(ascii: "{"): kind = mark(.leftBrace)
        case UInt8(ascii: "}"): kind = mark(.rightBrace)
        case UInt8(ascii: ","): kind = mark(.comma)
        case UInt8(ascii: ":"): kind = mark(.colon)
        case UInt8(ascii: ";"): kind = mark(.semicolon)
        case UInt8(ascii: "."): kind = readDot()
        case UInt8(ascii: "\""): kind = readString()
        case let byte where byte.isDigit: kind = readNumber()
        case _ where startsComment: kind = readMisplacedComment()
        case let byte where byte.isOperatorByte: kind = readOperator()
        default: kind = readIdentifier()
        }
        add(kind, from: start)
        return true
    }

    private mutating func mark(_ kind: Token.Kind) -> Token.Kind {
        position += 1
        return kind
    }

    private mutating func readDot() -> Token.Kind {
        let start = position
        guard byte(1) == UInt8(ascii: ".") else { return mark(.dot) }
        // '...' and '..<' form ranges, which the parser reports.
        while byte() == UInt8(ascii: ".") || byte().isOperatorByte { position += 1 }
        return .operator(string(start..<position), .infix)
    }

    /// The longest name, in bytes.
    private static let longestName = 1000

    private mutating func readIdentifier() -> Token.Kind {
        let start = position
        guard scalar().startsIdentifier else { return readUnexpectedCharacter() }
        while !isAtEnd, scalar().continuesIdentifier { position += UTF8.width(scalar()) }
        // Comparing characters with many combining marks takes quadratic time.
        guard position - start <= Self.longestName else {
            diagnostics.append(.longName(at: fileRange(start..<position), most: Self.longestName))
            return .invalid
        }
        let word = string(start..<position)
        return Keyword(rawValue: word).map { .keyword($0) } ?? .identifier(word)
    }

    private mutating func readUnexpectedCharacter() -> Token.Kind {
        let start = position
        let first = scalar()
        position += UTF8.width(first)
        let closingQuotes: [Unicode.Scalar: Unicode.Scalar] = [
            "'": "'", "`": "`", "“": "”", "„": "“", "«": "»", "‘": "’",
        ]
        if let closingQuote = closingQuotes[first] {
            skip(toAndOver: closingQuote)
        } else {
            // The rest of the word would only be reported again.
            while !isAtEnd, scalar().continuesIdentifier || isUnexpected(scalar()) {
                position += UTF8.width(scalar())
            }
        }
        diagnostics.append(
            .unexpectedCharacter(first, at: fileRange(start..<position), in: expression))
        return closingQuotes[first] == nil ? .unreadable : .invalid
    }

    /// Skips to the next occurrence of a character on the line, inclusive; stays if there is none.
    private mutating func skip(toAndOver end: Unicode.Scalar) {
        let start = position
        if let lineEnd = absent[end], start <= lineEnd { return }
        while !isAtEnd, !byte().isLineEnd {
            let scalar = scalar()
            position += UTF8.width(scalar)
            if scalar == end { return }
        }
        absent[end] = position
        position = start
    }

    private func isUnexpected(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII && !scalar.startsIdentifier
    }
}

// MARK: Whitespace, comments and operators

extension Lexer {
    private mutating func skipBlanksAndComments() {
        while !isAtEnd {
            if byte().isLineEnd {
                startsLine = true
            } else if startsComment {
                if expression != nil { return }
                if byte(1) == UInt8(ascii: "/") { readLineComment() } else { readBlockComment() }
                continue
            } else if startsNoBreakSpace(at: position) {
                // Swift takes it for whitespace, but it looks like an ordinary space.
                diagnostics.append(.unexpectedCharacter("\u{A0}", at: fileRange(position..<position + 2)))
                position += 1
            } else if !byte().isBlank {
                return
            }
            followsBlank = true
            position += 1
        }
    }

    private mutating func readLineComment() {
        let start = position
        while !isAtEnd, !byte().isLineEnd { position += 1 }
        addComment(from: start)
    }

    private mutating func readBlockComment() {
        let start = position
        let startedLine = startsLine
        var depth = 0
        repeat {
            if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                depth += 1
                position += 2
            } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                depth -= 1
                position += 2
            } else {
                if byte().isLineEnd { startsLine = true }
                position += 1
            }
        } while depth > 0 && !isAtEnd
        if depth > 0 {
            position = bytes.count
            diagnostics.append(.unclosedComment(at: fileRange(start..<start + 2)))
        }
        comments.append(
            Comment(textRange: start..<position, tokenIndex: tokens.count, startsLine: startedLine))
        followsBlank = true
    }

    /// Reports a comment in a single expression and skips the rest, so that it is not reported again.
    private mutating func readMisplacedComment() -> Token.Kind {
        let marks = position..<position + 2
        diagnostics.append(.comment(string(marks), in: expression, at: fileRange(marks)))
        position = bytes.count
        return .unreadable
    }

    private mutating func addComment(from start: Int) {
        comments.append(
            Comment(textRange: start..<position, tokenIndex: tokens.count, startsLine: startsLine))
        followsBlank = true
    }

    private mutating func readOperator() -> Token.Kind {
        let start = position
        position += 1
        while byte().isOperatorByte, !startsComment { position += 1 }
        let isBoundLeft = isBoundLeft(of: start)
        let isBoundRight = isBoundRight(of: position, isBoundLeft: isBoundLeft)
        let binding: Token.Binding =
            isBoundLeft == isBoundRight ? .infix : isBoundLeft ? .postfix : .prefix
        return .operator(string(start..<position), binding)
    }

    private var startsComment: Bool {
        byte() == UInt8(ascii: "/") && (byte(1) == UInt8(ascii: "/") || byte(1) == UInt8(ascii: "*"))
    }

    private func isBoundLeft(of start: Int) -> Bool {
        guard start > 0 else { return false }
        if let comment = comments.last, comment.textRange.upperBound == start { return false }
        return !Self.openingBytes.contains(bytes[start - 1]) && !startsNoBreakSpace(at: start - 2)
    }

    private func isBoundRight(of end: Int, isBoundLeft: Bool) -> Bool {
        guard end < bytes.count, !startsComment else { return false }
        if bytes[end] == UInt8(ascii: ".") { return !isBoundLeft }
        return !Self.closingBytes.contains(bytes[end]) && !startsNoBreakSpace(at: end)
    }

    func startsNoBreakSpace(at offset: Int) -> Bool {
        offset >= 0 && bytes[offset...].starts(with: "\u{A0}".utf8)
    }

    private static let openingBytes = Set(" \t\n\r([{,;:".utf8)
    private static let closingBytes = Set(" \t\n\r)]},;:".utf8)
}
