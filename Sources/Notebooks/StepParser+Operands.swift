import Diagnostics

extension StepParser {
    /// Parses a value with its postfix members, arguments and subscripts.
    mutating func readPostfix() throws(Failure) -> Operand {
        var operand = try readPrimary()
        while true {
            switch token.kind {
            case .dot:
                advance()
                let name = try readMemberName()
                operand = try checked(
                    Operand(
                        .member(operand.expression, name),
                        at: operand.outerRange.lowerBound..<name.range.upperBound, height: operand.height + 1)
                )
            case .leftParenthesis where !token.startsLine:
                operand = try readCall(of: operand)
            case .leftBracket where !token.startsLine:
                operand = try readElement(of: operand)
            case .leftBrace where !token.startsLine:
                throw fail(.closure(at: token.range), isFinal: true)
            default:
                return operand
            }
        }
    }

    private mutating func readCall(of operand: Operand) throws(Failure) -> Operand {
        let callee = operand.calleeName
        if case .member(let whole, let name) = operand.expression.kind,
            operand.outerRange == operand.expression.range
        {
            let arguments = try readArguments()
            return try checked(
                Operand(
                    .methodCall(whole, name, arguments.arguments),
                    at: operand.outerRange.lowerBound..<endOfPrevious.upperBound,
                    height: max(operand.height, arguments.height) + 1))
        }
        if callee == nil {
            report(.calledExpression(at: operand.outerRange))
        } else if let callee, Self.contextualKeywords.contains(callee.text) {
            report(.keyword(callee.text, at: callee.range))
        }
        let arguments = try readArguments()
        let range = operand.outerRange.lowerBound..<endOfPrevious.upperBound
        let name = callee ?? Name(text: "", range: operand.outerRange)
        return try checked(
            Operand(
                .call(name, arguments.arguments), at: range,
                height: max(operand.height, arguments.height) + 1))
    }

    /// Parses the name after a dot.
    private mutating func readMemberName() throws(Failure) -> Name {
        let dot = previous?.range ?? token.range
        if case .integer = token.kind, !token.followsBlank { throw fail(.numberedMember(at: token.range)) }
        guard !token.followsBlank else { throw fail(.missingMember(at: dot)) }
        switch token.kind {
        case .identifier(let text) where text != "Type" && text != "Protocol":
            return Name(text: text, range: advance().range)
        case .keyword(let keyword) where !keyword.isForbiddenAsMember:
            return Name(text: keyword.rawValue, range: advance().range)
        case .keyword, .identifier:
            throw fail(.keyword(text(of: token), at: token.range))
        default:
            throw fail(.missingMember(at: dot))
        }
    }

    private mutating func readPrimary() throws(Failure) -> Operand {
        let range = token.range
        switch token.kind {
        case .integer(let magnitude):
            guard let value = Int(exactly: magnitude) else {
                report(.integerTooLarge(text(of: token), at: range))
                advance()
                return Operand(.nothing, at: range)
            }
            return literal(.integer(value))
        case .float(let value): return literal(.float(value))
        case .string(let value): return literal(.string(value))
        case .keyword(.true): return literal(.boolean(true))
        case .keyword(.false): return literal(.boolean(false))
        case .keyword(.nil): return literal(.nothing)
        case .identifier(let prefix) where Self.stringPrefixes.contains(prefix) && isBeforeString:
            throw fail(.stringPrefix(prefix, at: range), isFinal: depth == 0)
        case .identifier(let name): return literal(.name(name))
        case .invalid:
            isBroken = true
            return literal(.nothing)
        case .dot:
            advance()
            if case .integer = token.kind, !token.followsBlank {
                throw fail(.leadingPoint(text(of: token), at: range.lowerBound..<token.range.upperBound))
            }
            let name = try readMemberName()
            return Operand(.implicitMember(name), at: range.lowerBound..<name.range.upperBound)
        case .leftBracket: return try readArray()
        case .leftParenthesis: return try readParentheses()
        case .leftBrace: throw fail(.closure(at: range), isFinal: true)
        case .keyword(let keyword) where keyword != .let || !token.startsLine || index == 0:
            let isVariance = keyword == .var && next.kind == .leftParenthesis
            throw fail(
                .keyword(keyword.rawValue, at: range, label: isVariance ? Self.variance : nil),
                isFinal: depth == 0)
        default: throw fail(missingValue)
        }
    }

    private static let variance = "write 'std(array) * std(array)'"

    /// The letters that Python puts in front of a string.
    private static let stringPrefixes: Set<String> = ["f", "F", "r", "R", "b", "B", "u", "U"]

    /// Whether a string follows without a blank.
    private var isBeforeString: Bool {
        if case .string = next.kind { !next.followsBlank && !next.startsLine } else { false }
    }

    private mutating func literal(_ kind: Expression.Kind) -> Operand {
        Operand(kind, at: advance().range)
    }
}

extension Diagnostic.Note {
    static let noCondition = Self(
        "no value depends on a condition; a parameter, 'params.name', can differ by run")
}

extension Diagnostic {
    fileprivate static func calledExpression(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.callee", "only a plain name can be called", at: range)
    }

    fileprivate static func keyword(
        _ text: String, at range: SourceRange, label: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            id: "syntax.keyword", "'\(text)' is not part of the step language", at: range, label: label,
            notes: text == Keyword.if.rawValue ? [.noCondition] : [])
    }

    fileprivate static func stringPrefix(_ prefix: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.string-prefix", "'\(prefix)' in front of a string is not part of the step language",
            at: range, label: "leave it out",
            notes: prefix.lowercased() == "f"
                ? [Note("a computed value in prose, `= percent(x, 2)`, shows the result of a step")] : [])
    }

    fileprivate static func numberedMember(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.tuple", "members have names, not numbers", at: range)
    }

    fileprivate static func missingMember(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "syntax.missing-member", "expected a name right behind '.'", at: range)
    }

    fileprivate static func leadingPoint(_ digits: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.number", "a number does not start with '.'", at: range, label: "write '0.\(digits)'",
            replacement: "0.\(digits)")
    }

    fileprivate static func integerTooLarge(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.integer-range", "the integer '\(text)' is too large", at: range,
            label: "the largest is \(Int.max)")
    }
}
