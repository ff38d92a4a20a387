import Diagnostics

extension StepParser {
    /// Parses `[a, b]`, or the brackets after a value.
    mutating func readArray() throws(Failure) -> Operand {
        let opening = token
        var elements: [Expression] = []
        var height = 0
        try readList(closedBy: .rightBracket, endsBeforeLabels: true) { parser throws(Failure) in
            if parser.token.kind == .colon { throw parser.fail(.dictionary(at: parser.token.range)) }
            let element = try parser.readOperand()
            if parser.token.kind == .colon { throw parser.fail(.dictionary(at: parser.token.range)) }
            elements.append(element.expression)
            height = max(height, element.height)
        }
        let range = opening.range.lowerBound..<endOfPrevious.upperBound
        return try checked(Operand(.array(elements), at: range, height: height + 1))
    }

    /// Parses `[index]` after an array.
    mutating func readElement(of array: Operand) throws(Failure) -> Operand {
        let opening = token
        var places: [Operand] = []
        try readList(closedBy: .rightBracket) { parser throws(Failure) in
            if parser.token.kind == .colon { throw parser.fail(.slice(at: parser.token.range)) }
            places.append(try parser.readOperand())
            if parser.token.kind == .colon { throw parser.fail(.slice(at: parser.token.range)) }
        }
        let end = endOfPrevious.upperBound
        guard let place = places.first, places.count == 1 else {
            if !isBroken { report(.subscripting(at: opening.range.lowerBound..<end)) }
            return array
        }
        return try checked(
            Operand(
                .element(array.expression, place.expression), at: array.outerRange.lowerBound..<end,
                height: max(array.height, place.height) + 1))
    }

    /// Parses `(a, label: b)` after a callee.
    mutating func readArguments() throws(Failure) -> (arguments: [Argument], height: Int) {
        var arguments: [Argument] = []
        var height = 0
        try readList(closedBy: .rightParenthesis) { parser throws(Failure) in
            let label = try parser.readLabel()
            let value = try parser.readOperand()
            if case .operator("=", _) = parser.token.kind {
                let isLabel = if label == nil, case .name = value.expression.kind { true } else { false }
                throw parser.fail(
                    isLabel
                        ? .equalsAfterLabel(at: parser.token.range)
                        : .assignmentInArgument(at: parser.token.range))
            }
            arguments.append(Argument(label: label, value: value.expression))
            height = max(height, value.height)
        }
        return (arguments, height)
    }

    /// Parses `(a)`.
    mutating func readParentheses() throws(Failure) -> Operand {
        let opening = token
        var operands: [Operand] = []
        var hasComma = false
        try readList(closedBy: .rightParenthesis) { parser throws(Failure) in
            let operand = try parser.readOperand()
            if parser.token.kind == .colon || parser.token.kind == .comma, !hasComma {
                hasComma = true
                parser.report(.tuple(at: parser.token.range))
                if parser.token.kind == .colon { throw Failure(isFinal: false) }
            }
            operands.append(operand)
        }
        let range = opening.range.lowerBound..<endOfPrevious.upperBound
        guard let operand = operands.first else {
            if !isBroken { report(.emptyParentheses(at: range)) }
            return Operand(.nothing, at: range)
        }
        return Operand(parenthesized: operand, at: range)
    }

    private mutating func readLabel() throws(Failure) -> Name? {
        guard next.kind == .colon else { return nil }
        let range = token.range
        switch token.kind {
        case .identifier(let text):
            advance()
            advance()
            return Name(text: text, range: range)
        case .keyword(let keyword):
            guard !keyword.isForbiddenAsLabel else {
                throw fail(.keywordAsLabel(keyword, at: range))
            }
            advance()
            advance()
            return Name(text: keyword.rawValue, range: range)
        case .invalid:
            isBroken = true
            advance()
            advance()
            return nil
        default:
            return nil
        }
    }

    /// Parses the elements between brackets; after a mistake, continues with the next element.
    ///
    /// - Parameter endsBeforeLabels: whether an argument's label shows that the closing bracket is missing.
    private mutating func readList(
        closedBy closingBracket: Token.Kind, endsBeforeLabels: Bool = false,
        element: (inout StepParser) throws(Failure) -> Void
    ) throws(Failure) {
        let opening = token
        try nested { parser throws(Failure) in
            parser.advance()
            while !parser.consume(closingBracket) {
                if endsBeforeLabels, let label = parser.labelOfArgument(closedBy: closingBracket) {
                    parser.report(
                        .unclosedBracket(parser.text(of: opening), at: opening.range, before: label))
                    // The comma belongs to the enclosing list.
                    parser.index -= 1
                    return
                }
                do throws(Failure) {
                    if parser.token.kind == .end
                        || parser.token.kind == .keyword(.let) && parser.token.startsLine
                    {
                        throw parser.fail(
                            .unclosedBracket(parser.text(of: opening), at: opening.range), isFinal: true)
                    }
                    try element(&parser)
                    try parser.readSeparator(closedBy: closingBracket, opening: opening)
                } catch {
                    guard !error.isFinal else { throw error }
                    guard parser.recoverInList(closedBy: closingBracket) else { throw Failure(isFinal: true) }
                    _ = parser.consume(.comma)
                }
            }
        }
    }

    /// The label after a comma here, if nothing before the next argument closes the current list.
    private mutating func labelOfArgument(closedBy closingBracket: Token.Kind) -> Name? {
        guard case .identifier(let text) = token.kind, next.kind == .colon, previous?.kind == .comma,
            endOfList(at: index).kind != closingBracket
        else { return nil }
        return Name(text: text, range: token.range)
    }

    /// Parses the comma after an element; a closing bracket is left for the list.
    private mutating func readSeparator(
        closedBy closingBracket: Token.Kind, opening: Token
    ) throws(Failure) {
        if token.kind == closingBracket || consume(.comma) { return }
        let bracket = text(of: opening)
        switch token.kind {
        case .end, .semicolon, .keyword(.let):
            throw fail(.unclosedBracket(bracket, at: opening.range), isFinal: true)
        case let kind where Self.isClosingBracket(kind):
            throw fail(.wrongBracket(text(of: token), bracket, at: token.range, opening.range), isFinal: true)
        case let kind where kind.startsValue:
            if startsStatement { throw fail(.unclosedBracket(bracket, at: opening.range), isFinal: true) }
            // Most often a comma was forgotten, and the rest can be parsed.
            guard token.kind != .invalid else {
                isBroken = true
                return
            }
            report(.missingComma(at: endOfPrevious))
        case .keyword(let keyword) where next.kind == .colon && !keyword.isForbiddenAsLabel:
            report(.missingComma(at: endOfPrevious))
        default:
            throw fail(.unexpectedInList(text(of: token), at: token.range))
        }
    }

    /// Whether the token starts a line that reads like a statement of its own.
    private var startsStatement: Bool {
        guard token.startsLine, case .identifier = token.kind else { return false }
        return next.kind == .leftParenthesis && column(of: token) == 0
    }
}

extension Diagnostic {
    fileprivate static func subscripting(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.subscript", "a subscript takes one whole number", at: range,
            label: "as in 'recall[3]'; the first element is [0]")
    }

    fileprivate static func slice(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.slice", "an array cannot be sliced; only single elements can be read", at: range,
            label: "write one whole number")
    }

    fileprivate static func dictionary(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.dictionary", "dictionaries are not part of the step language", at: range,
            notes: [
                Note("an array has the values alone, those of classes in the order of the classes: '[2, 1]'")
            ])
    }

    fileprivate static func tuple(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.tuple", "tuples are not part of the step language", at: range,
            label: "expected ')'")
    }

    fileprivate static func emptyParentheses(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.missing-value", "expected a value between '(' and ')'", at: range)
    }

    fileprivate static func equalsAfterLabel(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.label", "an argument's label is followed by ':'", at: range, label: "write ':'",
            replacement: ":")
    }

    fileprivate static func assignmentInArgument(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.assignment", "'=' does not compare", at: range, label: "write '=='", replacement: "=="
        )
    }

    fileprivate static func keywordAsLabel(_ keyword: Keyword, at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.label", "'\(keyword.rawValue)' cannot be a label", at: range)
    }

    fileprivate static func unclosedBracket(
        _ bracket: String, at range: SourceRange, before label: Name? = nil
    ) -> Diagnostic {
        Diagnostic(
            id: "syntax.unclosed-bracket", "this '\(bracket)' is not closed", at: range,
            notes: label.map { [Note("it cannot hold the argument '\($0.text):'", at: $0.range)] } ?? [])
    }

    fileprivate static func wrongBracket(
        _ closing: String, _ opening: String, at range: SourceRange, _ openingRange: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "syntax.wrong-bracket", "'\(closing)' cannot close '\(opening)'", at: range,
            notes: [Note("'\(opening)' is opened here", at: openingRange)])
    }

    fileprivate static func missingComma(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.missing-comma", "expected ',' between two values", at: range, replacement: ",")
    }

    fileprivate static func unexpectedInList(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.unexpected", "unexpected '\(text)'", at: range)
    }
}
