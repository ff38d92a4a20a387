import Diagnostics

extension Lexer {
    /// Warns of comments that are most likely meant as Python's integer division: `let half = n // 2`.
    ///
    /// The comment follows a number, a name or a bracket, and contains only a computation with numbers and known
    /// names. Prose is not reported, nor is a comment after a call or a comma.
    ///
    /// - Parameter names: The names that cells bind so far.
    func commentsLikeDivisors(_ names: Set<String>) -> [Diagnostic] {
        comments.compactMap { comment in
            guard !comment.startsLine, comment.tokenIndex > 0,
                bytes[comment.textRange].starts(with: "//".utf8), comment.textRange.count <= 200,
                isDivisor(comment.textRange.lowerBound + 2..<comment.textRange.upperBound, names),
                endsDividend(at: comment.tokenIndex - 1)
            else { return nil }
            return .likeDivisor(at: fileRange(comment.textRange))
        }
    }

    private func endsDividend(at place: Int) -> Bool {
        switch tokens[place].kind {
        case .integer, .float, .identifier: true
        case .rightBracket: closes(at: place, .leftBracket, .rightBracket)
        case .rightParenthesis: !closes(at: place, .leftParenthesis, .rightParenthesis)
        default: false
        }
    }

    /// Whether a closing bracket ends a call's arguments or a subscript, which follow a name; `true` as well if the
    /// brackets are too far apart to tell.
    private func closes(at place: Int, _ opening: Token.Kind, _ closing: Token.Kind) -> Bool {
        var depth = 0
        for index in tokens[max(0, place - 100)...place].indices.reversed() {
            if tokens[index].kind == closing { depth += 1 }
            if tokens[index].kind == opening { depth -= 1 }
            guard depth == 0 else { continue }
            guard index > 0, case .identifier = tokens[index - 1].kind else { return false }
            return true
        }
        return true
    }

    /// Whether a text starts with a date: 2026-11-29.
    private static func isDate(_ words: MappedText) -> Bool {
        let parts = words.bytes.split(
            separator: UInt8(ascii: "-"), maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0].count == 4 && parts.allSatisfy { $0.first?.isDigit ?? false }
            && parts[0].allSatisfy(\.isDigit) && parts[1].count <= 2 && parts[1].allSatisfy(\.isDigit)
    }

    private func isDivisor(_ range: Range<Int>, _ names: Set<String>) -> Bool {
        var words = text[range].trimmed
        // In 'f(7 // 2)' the comment includes the end of the call.
        let (open, close) = (UInt8(ascii: "("), UInt8(ascii: ")"))
        if let end = words.bytes.firstIndex(of: close), !words.bytes[..<end].contains(open) {
            words = words[0..<(words.bytes.firstIndex(of: UInt8(ascii: ",")).map { min($0, end) } ?? end)]
        }
        guard let first = words.bytes.first, first.isDigit || first.isWordByte || first == open else {
            return false
        }
        var parser = StepParser(Lexer(words.trimmed, as: .computedValue))
        guard let expression = parser.readSingleExpression(), parser.allDiagnostics.isEmpty,
            !Self.isDate(words)
        else { return false }
        return expression.isComputation(names)
    }
}

extension Expression {
    /// Whether it consists only of numbers, known names and operators.
    fileprivate func isComputation(_ names: Set<String>) -> Bool {
        var pending = [self]
        while let next = pending.popLast() {
            switch next.kind {
            case .integer: continue
            case .name(let text):
                guard names.contains(text) else { return false }
            case .member(let whole, _):
                if case .name("params") = whole.kind { continue }
                pending.append(whole)
            case .element(let array, let place): pending += [array, place]
            case .prefix(_, let operand): pending.append(operand)
            case .infix(let first, _, let second): pending += [first, second]
            case .float, .string, .boolean, .nothing, .array, .implicitMember, .call, .methodCall:
                return false
            }
        }
        return true
    }
}

extension Diagnostic {
    fileprivate static func likeDivisor(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "syntax.comment", "'//' begins a comment, so nothing is divided here", at: range,
            label: "write '/' to divide, or put the comment on a line of its own")
    }
}
