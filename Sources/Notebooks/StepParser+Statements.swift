import Diagnostics

extension StepParser {
    /// The statements parsed from a cell's tokens.
    struct Program {
        /// The statements without mistakes.
        var statements: [Statement] = []

        /// The names that statements with mistakes would have bound.
        var brokenNames: [Name] = []
    }

    /// Parses all statements.
    mutating func readProgram() -> Program {
        var program = Program()
        while token.kind != .end {
            let start = index
            isBroken = false
            do throws(Failure) {
                let statement = try readStatement()
                try readStatementEnd()
                if statement.name == nil, !isBroken, !statement.expression.isCall {
                    report(.notStatement(statement.expression))
                }
                if !isBroken { program.statements.append(statement) }
            } catch {
                recover(fromStatementAt: start)
            }
            if isBroken, let name = nameBound(byStatementAt: start) { program.brokenNames.append(name) }
        }
        return program
    }

    /// Parses a text that is a single expression; `nil` if there is a mistake in it.
    mutating func readSingleExpression() -> Expression? {
        do throws(Failure) {
            let expression = try readExpression()
            guard token.kind == .end else { throw fail(moreThanExpression) }
            return isBroken ? nil : expression
        } catch {
            recover(fromStatementAt: 0)
            return nil
        }
    }

    /// The diagnostic that the expression is followed by something.
    private var moreThanExpression: Diagnostic {
        let isEqualsSign = if case .operator("=", _) = token.kind { true } else { false }
        return Diagnostic(
            id: "syntax.single-expression",
            "\((expression ?? .computedValue).rawValue) is one expression", at: token.range,
            label: isEqualsSign ? "a comparison is written '=='" : "it should end here",
            replacement: isEqualsSign ? "==" : nil)
    }

    private mutating func readStatement() throws(Failure) -> Statement {
        let start = token.range.lowerBound
        switch token.kind {
        case .keyword(.let):
            let name = try readBoundName()
            let expression = try readExpression()
            return Statement(name: name, expression: expression, range: rangeToHere(from: start))
        case .keyword(.var):
            throw fail(.variable("var", at: token.range), isFinal: true)
        case .keyword(.true), .keyword(.false), .keyword(.nil):
            break
        case .keyword(let keyword):
            throw fail(.foreignWord(keyword.rawValue, at: token.range), isFinal: true)
        case .semicolon:
            throw fail(.emptyStatement(at: token.range), isFinal: true)
        case .leftBrace:
            throw fail(.closure(at: token.range), isFinal: true)
        case let kind where Self.isClosingBracket(kind):
            throw fail(.unopenedBracket(text(of: token), at: token.range), isFinal: true)
        case .identifier(let word) where Self.foreignBindings.contains(word) && !next.startsLine:
            if case .identifier = next.kind { throw fail(.variable(word, at: token.range), isFinal: true) }
        case .identifier(let word) where Self.wordsOfPython.contains(word) && !next.startsLine:
            // Followed by another word it begins a Python statement; otherwise it is an ordinary name.
            if case .identifier = next.kind { throw fail(.foreignWord(word, at: token.range), isFinal: true) }
        default:
            break
        }
        let expression = try readExpression()
        return Statement(name: nil, expression: expression, range: rangeToHere(from: start))
    }

    private func rangeToHere(from start: Int) -> SourceRange {
        start..<max(start, endOfPrevious.upperBound)
    }

    /// Parses `let name =`.
    private mutating func readBoundName() throws(Failure) -> Name {
        advance()
        let name = Name(text: text(of: token), range: token.range)
        switch token.kind {
        case .identifier(let text) where Self.contextualKeywords.contains(text):
            report(.keywordAsName(name))
        case .identifier:
            break
        case .keyword(.underscore):
            throw fail(.discard(at: token.range), isFinal: true)
        case .keyword where !token.startsLine:
            report(.keywordAsName(name))
        case .leftParenthesis:
            throw fail(.tuplePattern(at: token.range), isFinal: true)
        case .invalid:
            isBroken = true
        default:
            throw fail(.missingName(at: endOfPrevious), isFinal: true)
        }
        advance()
        switch token.kind {
        case .operator("=", .infix):
            advance()
        case .colon:
            throw fail(.typeAnnotation(at: token.range), isFinal: true)
        case .operator(let text, _) where text.hasPrefix("=") && text != "==":
            throw fail(.assignmentSpacing(at: token.range), isFinal: true)
        default:
            throw fail(.missingAssignment(name, at: endOfPrevious), isFinal: true)
        }
        return name
    }

    private mutating func readStatementEnd() throws(Failure) {
        if token.kind == .end { return }
        if token.kind == .semicolon, !token.startsLine {
            advance()
            return
        }
        switch token.kind {
        case .operator("=", _):
            throw fail(.assignment(at: token.range), isFinal: true)
        case .operator(let text, _) where text.hasSuffix("=") && InfixOperator(rawValue: text) == nil:
            throw fail(.assignment(at: token.range), isFinal: true)
        case .operator where !token.startsLine:
            throw fail(.unknownOperator(text(of: token), at: token.range), isFinal: true)
        case _ where token.startsLine:
            return
        case .leftBrace:
            throw fail(.closure(at: token.range), isFinal: true)
        case .comma:
            throw fail(.comma(at: token.range), isFinal: true)
        case let kind where Self.isClosingBracket(kind):
            throw fail(.unopenedBracket(text(of: token), at: token.range), isFinal: true)
        case .keyword(let keyword) where keyword != .let:
            throw fail(.foreignKeyword(keyword, at: token.range), isFinal: true)
        default:
            throw fail(.missingSeparator(at: endOfPrevious), isFinal: true)
        }
    }

    private func nameBound(byStatementAt start: Int) -> Name? {
        guard start + 1 < tokens.count else { return nil }
        var isBinding = tokens[start].kind == .keyword(.let) || tokens[start].kind == .keyword(.var)
        if case .identifier(let word) = tokens[start].kind, Self.foreignBindings.contains(word),
            case .identifier = tokens[start + 1].kind
        {
            isBinding = true
        }
        let token = isBinding ? tokens[start + 1] : tokens[start]
        guard case .identifier(let text) = token.kind else { return nil }
        if !isBinding, case .operator("=", _) = tokens[start + 1].kind {} else if !isBinding { return nil }
        return Name(text: text, range: token.range)
    }

    /// Words that begin statements in Python and have no meaning in Swift.
    private static let wordsOfPython: Set<String> = [
        "from", "def", "with", "elif", "del", "global", "lambda",
    ]

    /// Words that bind a name in other languages.
    private static let foreignBindings: Set<String> = ["const", "val", "auto", "local"]

    /// Words to which Swift gives a meaning in the position of a name.
    static let contextualKeywords: Set<String> = [
        "any", "some", "each", "consume", "copy", "borrow", "discard", "unsafe", "async", "yield", "then",
    ]
}

extension Expression {
    fileprivate var isCall: Bool {
        switch kind {
        case .call, .methodCall: true
        default: false
        }
    }
}

extension Diagnostic {
    private static let statements = "there are only 'let' bindings and calls"

    fileprivate static func notStatement(_ expression: Expression) -> Diagnostic {
        Diagnostic(
            id: "syntax.statement", "this is neither a 'let' binding nor a call", at: expression.range,
            label: "it would have no effect")
    }

    fileprivate static func variable(_ word: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.variable", "'\(word)' is not part of the step language", at: range,
            label: "write 'let'",
            notes: [Note("a name is bound once")], replacement: "let")
    }

    fileprivate static func foreignWord(_ word: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.foreign-statement", "'\(word)' is not part of the step language", at: range,
            label: statements)
    }

    fileprivate static func foreignKeyword(_ keyword: Keyword, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.foreign-keyword", "'\(keyword.rawValue)' is not part of the step language", at: range,
            notes: keyword == .if ? [.noCondition] : [])
    }

    fileprivate static func emptyStatement(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.empty-statement", "there is no statement before this ';'", at: range)
    }

    /// Also of an operand that begins with a brace.
    static func closure(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.closure", "closures and blocks are not part of the step language", at: range,
            label: statements)
    }

    fileprivate static func unopenedBracket(_ bracket: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.unopened-bracket", "this '\(bracket)' closes nothing", at: range)
    }

    fileprivate static func keywordAsName(_ name: Name) -> Diagnostic {
        Diagnostic(
            id: "syntax.keyword-as-name", "'\(name.text)' is a Swift keyword and cannot be a name",
            at: name.range)
    }

    fileprivate static func discard(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.discard", "'_' is not a name", at: range, label: "a call needs no 'let' before it")
    }

    fileprivate static func tuplePattern(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.tuple", "a 'let' binds one name", at: range)
    }

    fileprivate static func missingName(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.missing-name", "expected a name after 'let'", at: range)
    }

    fileprivate static func typeAnnotation(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.type-annotation", "type annotations are not part of the step language", at: range,
            label: "expected '='")
    }

    fileprivate static func missingAssignment(_ name: Name, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.missing-assignment", "expected '=' and a value after 'let \(name.text)'", at: range)
    }

    fileprivate static func assignmentSpacing(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.operator-spacing", "'=' needs a space on both sides", at: range)
    }

    fileprivate static func assignment(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.assignment", "assignment is not part of the step language", at: range,
            notes: [Note("a name is bound once, by 'let name = value'")])
    }

    fileprivate static func unknownOperator(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.operator", "the operator '\(text)' is not part of the step language", at: range)
    }

    fileprivate static func comma(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.comma", "a ',' outside brackets", at: range, label: "a 'let' binds one name")
    }

    fileprivate static func missingSeparator(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.missing-separator", "two statements on one line need a ';' between them", at: range)
    }
}
