import Diagnostics

/// Parses tokens of the step language into statements, by recursive descent.
///
/// A mistake is reported once. The parser resumes after it, at the next argument or the next statement, and leaves
/// out the statement that contains it.
struct StepParser {
    /// Thrown after the mistake has been reported.
    struct Failure: Error {
        /// Whether the rest of the statement cannot be relied on.
        let isFinal: Bool
    }

    /// The tokens, the last of them `end`.
    let tokens: [Token]

    /// The tokens' text.
    let text: MappedText

    /// What the text is, if it is a single expression.
    let expression: SingleExpression?

    /// The syntax errors.
    private(set) var diagnostics: [Diagnostic] = []

    /// The index of the current token.
    var index = 0

    /// Whether a mistake in the current statement was reported.
    var isBroken = false

    /// How many brackets and prefixes are open.
    private(set) var depth = 0

    /// The limit of nesting for brackets, prefixes and operators, so that no later stage exhausts the stack.
    static let depthLimit = 200

    /// Makes a parser for the tokens of a text.
    init(_ lexer: Lexer) {
        self.tokens = lexer.tokens
        self.text = lexer.text
        self.expression = lexer.expression
        self.lexerDiagnostics = lexer.diagnostics
        self.lines = TextLines(lexer.text.bytes)
    }

    /// The lines of the text.
    private let lines: TextLines

    /// For each token the index of the one that ends the enclosing list or statement; computed on first use.
    private var listEnds: [Int]?

    /// The lexical errors, in source order.
    private let lexerDiagnostics: [Diagnostic]

    /// The ranges that the parser skipped, in source order; lexical errors in them are most often the same mistake.
    private var skipped: [SourceRange] = []

    /// All mistakes, in source order.
    var allDiagnostics: [Diagnostic] {
        var rest = skipped[...]
        let independent = lexerDiagnostics.filter { diagnostic in
            let place = diagnostic.range.lowerBound
            while let first = rest.first, first.upperBound <= place { rest.removeFirst() }
            return rest.first?.contains(place) != true
        }
        return (independent + diagnostics).inSourceOrder
    }
}

// MARK: Looking and moving

extension StepParser {
    var token: Token { tokens[index] }

    var next: Token { tokens[min(index + 1, tokens.count - 1)] }

    var previous: Token? { index > 0 ? tokens[index - 1] : nil }

    @discardableResult
    mutating func advance() -> Token {
        let token = token
        if index + 1 < tokens.count { index += 1 }
        return token
    }

    mutating func consume(_ kind: Token.Kind) -> Bool {
        guard token.kind == kind else { return false }
        advance()
        return true
    }

    /// The token's source text.
    func text(of token: Token) -> String {
        String(decoding: text.bytes[token.textRange], as: UTF8.self)
    }

    /// The empty range after the previous token.
    var endOfPrevious: SourceRange {
        guard let previous else { return token.range.lowerBound..<token.range.lowerBound }
        return previous.range.upperBound..<previous.range.upperBound
    }

    mutating func nested<Value>(
        _ body: (inout StepParser) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        guard depth < Self.depthLimit else { throw tooDeep(at: token.range) }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }
}

// MARK: Reporting and recovering

extension StepParser {
    mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
        isBroken = true
    }

    /// Reports a mistake at the current token, unless the lexer already reported one there.
    mutating func fail(_ diagnostic: Diagnostic, isFinal: Bool = false) -> Failure {
        if token.kind == .unreadable || token.kind == .invalid {
            isBroken = true
            return Failure(isFinal: token.kind == .unreadable)
        }
        report(diagnostic)
        return Failure(isFinal: isFinal)
    }

    /// Reports an expression that is nested too deeply.
    mutating func tooDeep(at range: SourceRange) -> Failure {
        report(.nesting(at: range))
        return Failure(isFinal: true)
    }

    /// Moves to the next statement after a mistake in the one that starts at the token `start`.
    mutating func recover(fromStatementAt start: Int) {
        let mistake = index
        var openBrackets = OpenBrackets()
        var position = start
        while tokens[position].kind != .end {
            if position >= mistake, position > start {
                if openBrackets.isEmpty {
                    if tokens[position].kind == .semicolon { break }
                    if tokens[position].startsLine, !continuesForeignStatement(position) { break }
                } else if startsStatementInBrackets(position, openBrackets.last, statementAt: start) {
                    break
                }
            }
            openBrackets.follow(tokens[position].kind)
            position += 1
        }
        skip(from: tokens[mistake].range.upperBound, toTokenAt: position)
        index = position
        _ = consume(.semicolon)
    }

    /// Moves to the comma or the closing bracket of the current list; returns whether there is one.
    mutating func recoverInList(closedBy closingBracket: Token.Kind) -> Bool {
        var openBrackets = OpenBrackets()
        var position = index
        let mistake = tokens[index].range.lowerBound
        while true {
            let kind = tokens[position].kind
            if openBrackets.isEmpty, kind == .comma || kind == closingBracket { break }
            let innermost = openBrackets.last ?? Self.openingBracket(for: closingBracket)
            if kind == .end || kind == .semicolon || kind == .unreadable
                || startsStatementInBrackets(position, innermost, statementAt: index)
                || openBrackets.isEmpty && Self.isClosingBracket(kind)
            {
                return false
            }
            openBrackets.follow(kind)
            position += 1
        }
        if position > index { skip(from: mistake + 1, toTokenAt: position) }
        index = position
        return true
    }

    private mutating func skip(from start: Int, toTokenAt position: Int) {
        skipped.append(start..<max(start, tokens[position].range.lowerBound))
    }

    /// Whether a line inside brackets looks like a new statement, which means that a bracket is missing.
    private func startsStatementInBrackets(
        _ position: Int, _ openBracket: Token.Kind?, statementAt start: Int
    ) -> Bool {
        let token = tokens[position]
        guard token.startsLine, openBracket != .leftBrace else { return false }
        switch token.kind {
        case .keyword(.let):
            return true
        case .identifier:
            guard position > 0, position + 1 < tokens.count, tokens[position + 1].kind == .leftParenthesis,
                column(of: token) <= column(ofLineHolding: tokens[start])
            else { return false }
            switch tokens[position - 1].kind {
            case .comma, .colon, .leftParenthesis, .leftBracket, .operator: return false
            default: return true
            }
        default:
            return false
        }
    }

    /// Whether a line continues what an `if` or a `do` before it began.
    private func continuesForeignStatement(_ position: Int) -> Bool {
        switch tokens[position].kind {
        case .keyword(.else), .keyword(.catch), .keyword(.while), .leftBrace, .dot: true
        default: false
        }
    }

    /// The number of bytes before a token on its line.
    func column(of token: Token) -> Int {
        token.textRange.lowerBound - lines.line(holding: token.textRange.lowerBound).start
    }

    private func column(ofLineHolding token: Token) -> Int {
        lines.line(holding: token.textRange.lowerBound).indentation
    }

    /// The first token, from an index on, that closes a bracket opened before it, or ends a statement.
    mutating func endOfList(at place: Int) -> Token {
        let ends = listEnds ?? Self.listEnds(tokens)
        listEnds = ends
        return tokens[ends[place]]
    }

    private static func listEnds(_ tokens: [Token]) -> [Int] {
        var ends = [Int](repeating: tokens.count - 1, count: tokens.count)
        var waiting: [[Int]] = [[]]
        // Tokens wait at each depth for the end of their list, so each is visited once.
        for (place, token) in tokens.enumerated() {
            switch token.kind {
            case .semicolon, .keyword(.let), .end:
                for index in waiting.joined() { ends[index] = place }
                ends[place] = place
                waiting = [[]]
            case .leftParenthesis, .leftBracket, .leftBrace:
                waiting[waiting.count - 1].append(place)
                waiting.append([])
            case .rightParenthesis, .rightBracket, .rightBrace:
                for index in waiting.removeLast() { ends[index] = place }
                ends[place] = place
                if waiting.isEmpty { waiting = [[]] }
            default: waiting[waiting.count - 1].append(place)
            }
        }
        return ends
    }

    static func isClosingBracket(_ kind: Token.Kind) -> Bool {
        kind == .rightParenthesis || kind == .rightBracket || kind == .rightBrace
    }

    fileprivate static func openingBracket(for kind: Token.Kind) -> Token.Kind {
        switch kind {
        case .rightParenthesis: .leftParenthesis
        case .rightBracket: .leftBracket
        default: .leftBrace
        }
    }
}

/// The brackets that are open at a token.
private struct OpenBrackets {
    private var kinds: [Token.Kind] = []
    /// The number of open brackets of each kind, so that an unmatched closing one needs no search.
    private var counts: [Token.Kind: Int] = [:]

    var isEmpty: Bool { kinds.isEmpty }

    /// The innermost open bracket.
    var last: Token.Kind? { kinds.last }

    /// Opens a bracket, or closes those that a closing bracket ends; an unmatched one closes the innermost.
    mutating func follow(_ kind: Token.Kind) {
        switch kind {
        case .leftParenthesis, .leftBracket, .leftBrace:
            kinds.append(kind)
            counts[kind, default: 0] += 1
        case .rightParenthesis, .rightBracket, .rightBrace:
            let opening = StepParser.openingBracket(for: kind)
            let isOpen = counts[opening, default: 0] > 0
            while let innermost = kinds.popLast() {
                counts[innermost, default: 0] -= 1
                if !isOpen || innermost == opening { break }
            }
        default:
            break
        }
    }
}

extension Diagnostic {
    fileprivate static func nesting(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.nesting", "the expression nests more than \(StepParser.depthLimit) levels deep",
            at: range)
    }
}
