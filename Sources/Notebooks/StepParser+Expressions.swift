import Diagnostics

extension StepParser {
    /// An expression under construction.
    struct Operand {
        let expression: Expression

        /// The range of the expression with enclosing parentheses.
        let outerRange: SourceRange

        /// The height of the tree.
        let height: Int

        init(_ kind: Expression.Kind, at range: SourceRange, height: Int = 0) {
            self.expression = Expression(kind, at: range)
            self.outerRange = range
            self.height = height
        }

        /// Adds parentheses around an operand.
        init(parenthesized operand: Operand, at range: SourceRange) {
            self.expression = operand.expression
            self.outerRange = range
            self.height = operand.height
        }

        /// Whether the operand is a bare name, as a callee must be.
        var calleeName: Name? {
            guard case .name(let text) = expression.kind, outerRange == expression.range else { return nil }
            return Name(text: text, range: expression.range)
        }
    }

    /// Parses an expression.
    mutating func readExpression() throws(Failure) -> Expression {
        try readOperand().expression
    }

    /// Parses an expression whose operators bind at least as tightly as a precedence.
    mutating func readOperand(binding minimum: Int = 0) throws(Failure) -> Operand {
        var left = try readPrefix()
        var comparison: String?
        while let infix = try infixOperator(), infix.precedence >= minimum {
            let operatorToken = advance()
            if case .identifier(let word) = operatorToken.kind {
                report(.wordOperator(word, infix.rawValue, at: operatorToken.range))
            }
            if infix.isComparison {
                if let comparison {
                    report(.chainedComparison(comparison, infix.rawValue, at: operatorToken.range))
                }
                comparison = infix.rawValue
            }
            let right = try readOperand(binding: infix.precedence + 1)
            let range = left.outerRange.lowerBound..<right.outerRange.upperBound
            left = try checked(
                Operand(
                    .infix(left.expression, infix, right.expression), at: range,
                    height: max(left.height, right.height) + 1))
        }
        return left
    }

    /// Returns an operand unless its tree is too deep for later stages to walk.
    mutating func checked(_ operand: Operand) throws(Failure) -> Operand {
        guard operand.height <= Self.depthLimit else { throw tooDeep(at: operand.outerRange) }
        return operand
    }

    /// The infix operator at the current token; `nil` if the expression ends here.
    private mutating func infixOperator() throws(Failure) -> InfixOperator? {
        if let word = wordOperator { return word }
        guard case .operator(let text, let binding) = token.kind else { return nil }
        // A line that starts with '-x' is a statement in Swift, not a subtraction.
        if binding == .prefix, token.startsLine, depth == 0 { return nil }
        if text.hasSuffix("="), InfixOperator(rawValue: text) == nil, InfixOperator.meant[text] == nil {
            return nil
        }
        guard let infix = InfixOperator(rawValue: text) else {
            throw fail(unknownInfix(text, binding), isFinal: depth == 0)
        }
        guard binding == .infix else {
            throw fail(.infixSpacing(text, at: token.range), isFinal: depth == 0)
        }
        return infix
    }

    /// The operator of a word that is an operator in Python.
    private var wordOperator: InfixOperator? {
        guard case .identifier(let word) = token.kind, !token.startsLine || depth > 0, next.kind.startsValue
        else { return nil }
        return ["and": .and, "or": .or][word]
    }

    private func unknownInfix(_ text: String, _ binding: Token.Binding) -> Diagnostic {
        switch (text, binding) {
        case ("?", .infix): return .conditional(at: token.range)
        case ("!", .postfix), ("?", .postfix): return .unwrapping(text, at: token.range)
        case ("!", .prefix): return .infixSpacing(text, at: token.range)
        default: return .unknownOperator(text, .infix, at: token.range)
        }
    }

    /// The diagnostic that a value is missing here.
    var missingValue: Diagnostic {
        guard let previous, token.startsLine || token.kind == .end || index == 0 else {
            return .missingValue("before '\(text(of: token))'", at: token.range)
        }
        return .missingValue("after '\(text(of: previous))'", at: endOfPrevious)
    }

    private mutating func readPrefix() throws(Failure) -> Operand {
        if token.kind == .identifier("not"), next.kind.startsNegatedValue, !next.startsLine {
            report(.wordOperator("not", "!", at: token.range.lowerBound..<next.range.lowerBound))
            advance()
            return try nested { parser throws(Failure) in try parser.readPrefix() }
        }
        guard case .operator(let text, let binding) = token.kind else { return try readPostfix() }
        guard let prefix = PrefixOperator(rawValue: text) else {
            throw fail(
                InfixOperator(rawValue: text) != nil && binding != .prefix
                    ? missingValue : .unknownOperator(text, .prefix, at: token.range))
        }
        guard binding == .prefix else {
            throw fail(
                next.kind.startsValue && !next.startsLine
                    ? .prefixSpacing(text, at: token.range) : .missingOperand(text, at: token.range))
        }
        let start = advance().range.lowerBound
        if prefix == .minus, case .integer(let magnitude) = token.kind, magnitude == Int.min.magnitude {
            let end = advance().range.upperBound
            return Operand(.integer(.min), at: start..<end)
        }
        let operand = try nested { parser throws(Failure) in try parser.readPrefix() }
        return try checked(
            Operand(
                .prefix(prefix, operand.expression), at: start..<operand.outerRange.upperBound,
                height: operand.height + 1))
    }
}

extension Token.Kind {
    /// Whether a value can start with the token.
    var startsValue: Bool {
        switch self {
        case .identifier, .integer, .float, .string, .dot, .leftParenthesis, .leftBracket, .invalid: true
        case .keyword(.true), .keyword(.false), .keyword(.nil), .operator(_, .prefix): true
        default: false
        }
    }
}

extension Token.Kind {
    /// Whether the token after a `not` is its whole operand, rather than a part of a call or of a computation.
    fileprivate var startsNegatedValue: Bool {
        switch self {
        case .leftParenthesis, .leftBracket, .dot, .operator: false
        default: startsValue
        }
    }
}

extension InfixOperator {
    /// The operator's precedence, as in Swift.
    fileprivate var precedence: Int {
        switch self {
        case .multiply, .divide: 5
        case .add, .subtract: 4
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: 3
        case .and: 2
        case .or: 1
        }
    }

    fileprivate var isComparison: Bool { precedence == 3 }

    /// Operators of other languages and their counterparts here.
    fileprivate static let meant = [
        "&": "&&", "|": "||", "===": "==", "!==": "!=", "<>": "!=", "=<": "<=", "=>": ">=",
    ]
}

extension Diagnostic {
    fileprivate static func chainedComparison(
        _ first: String, _ second: String, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "syntax.chained-comparison", "'\(first)' and '\(second)' cannot be chained", at: range,
            label: "join comparisons with '&&'")
    }

    fileprivate static func conditional(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.conditional", "the conditional '? :' is not part of the step language", at: range,
            notes: [.noCondition])
    }

    fileprivate static func unwrapping(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.unwrapping", "'\(text)' behind a value is not part of the step language", at: range)
    }

    fileprivate static func unknownOperator(
        _ text: String, _ position: Token.Binding, at range: SourceRange
    ) -> Diagnostic {
        let meant = InfixOperator.meant[text]
        return Diagnostic(
            id: "syntax.operator", "the operator '\(text)' is not part of the step language", at: range,
            label: meant.map { "write '\($0)'" } ?? advice(on: text, position),
            notes: meant == nil
                ? [Note("there are " + InfixOperator.allCases.map(\.rawValue).joined(separator: " ") + " !")]
                : [], replacement: position == .infix ? meant : nil)
    }

    private static func advice(on text: String, _ position: Token.Binding) -> String? {
        if text == "**" || text == "^" { return "there is no power; multiply" }
        if text == "%" { return "there is no remainder" }
        if text == "..." || text == "..<" { return "a subscript takes one whole number" }
        guard let second = ["-", "!"].first(where: { text.hasSuffix($0) }) else { return nil }
        let first = String(text.dropLast())
        if position == .prefix, PrefixOperator(rawValue: first) != nil {
            return "write '\(first)(\(second)…)'"
        }
        guard position != .prefix, InfixOperator(rawValue: first) != nil else { return nil }
        return "write '\(first) \(second)', with a space before it and none after it"
    }

    fileprivate static func wordOperator(_ word: String, _ meant: String, at range: SourceRange) -> Diagnostic
    {
        Diagnostic(
            id: "syntax.operator", "'\(word)' is not an operator of the step language", at: range,
            label: "write '\(meant)'", replacement: meant)
    }

    fileprivate static func infixSpacing(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.operator-spacing", "'\(text)' needs a space on both sides or on neither", at: range)
    }

    fileprivate static func prefixSpacing(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.operator-spacing", "'\(text)' must stand right before its value, without a space",
            at: range)
    }

    fileprivate static func missingOperand(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.missing-value", "expected a value before '\(text)'", at: range)
    }

    fileprivate static func missingValue(_ place: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.missing-value", "expected a value \(place)", at: range)
    }
}
