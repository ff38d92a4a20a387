import Diagnostics

extension CodeSpan {
    /// A cell's text in spans, without its option lines and the empty lines at its ends.
    static func spans(of lexer: Lexer, without optionLines: [Range<Int>]) -> [CodeSpan] {
        let bytes = lexer.text.bytes
        var marks: [(range: Range<Int>, kind: Kind)] = lexer.comments.map { ($0.textRange, .comment) }
        for (index, token) in lexer.tokens.enumerated() where !token.textRange.isEmpty {
            marks.append((token.textRange, kind(ofTokenAt: index, in: lexer.tokens)))
        }
        marks.sort { $0.range.lowerBound < $1.range.lowerBound }

        var isHidden = [Bool](repeating: false, count: bytes.count)
        for line in optionLines {
            for offset in wholeLine(around: line, in: bytes) { isHidden[offset] = true }
        }
        var spans = SpanBuilder()
        func add(_ range: Range<Int>, _ kind: Kind) {
            spans.add(range.filter { !isHidden[$0] }.map { bytes[$0] }, kind)
        }
        var position = 0
        for mark in marks {
            add(position..<mark.range.lowerBound, .plain)
            add(mark.range, mark.kind)
            position = mark.range.upperBound
        }
        add(position..<bytes.count, .plain)
        return spans.trimmed
    }

    private static func wholeLine(around range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var start = range.lowerBound
        while start > 0, !bytes[start - 1].isLineEnd { start -= 1 }
        return start..<min(range.upperBound + 1, bytes.count)
    }

    private static func kind(ofTokenAt index: Int, in tokens: [Token]) -> Kind {
        let previous = index > 0 ? tokens[index - 1].kind : .end
        let next = index + 1 < tokens.count ? tokens[index + 1] : tokens[index]
        switch tokens[index].kind {
        case .integer, .float: return .number
        case .string: return .string
        case .keyword(.true), .keyword(.false), .keyword(.nil): return .literal
        case .identifier, .keyword:
            if previous == .dot { return .member }
            if next.kind == .colon, previous == .leftParenthesis || previous == .comma { return .label }
            if case .keyword = tokens[index].kind { return .keyword }
            return next.kind == .leftParenthesis && !next.startsLine ? .call : .name
        case .invalid, .unreadable, .end: return .plain
        default: return .symbol
        }
    }
}

/// Collects spans and merges neighbours of one kind.
private struct SpanBuilder {
    private var spans: [(kind: CodeSpan.Kind, bytes: [UInt8])] = []

    mutating func add(_ bytes: [UInt8], _ kind: CodeSpan.Kind) {
        guard !bytes.isEmpty else { return }
        if spans.last?.kind == kind {
            spans[spans.count - 1].bytes += bytes
        } else {
            spans.append((kind, bytes))
        }
    }

    /// The spans without leading empty lines and trailing blanks.
    var trimmed: [CodeSpan] {
        var spans = spans
        while let first = spans.first, let lineEnd = first.bytes.lastIndexOfLineEndInLeadingBlanks {
            spans[0].bytes.removeSubrange(...lineEnd)
            if spans[0].bytes.isEmpty { spans.removeFirst() }
        }
        while let last = spans.indices.last {
            let blanks = spans[last].bytes.reversed().prefix { $0.isBlank || $0.isLineEnd }.count
            guard blanks > 0 else { break }
            spans[last].bytes.removeLast(blanks)
            if spans[last].bytes.isEmpty { spans.removeLast() }
        }
        return spans.map { CodeSpan(kind: $0.kind, text: String(decoding: $0.bytes, as: UTF8.self)) }
    }
}

extension [UInt8] {
    fileprivate var lastIndexOfLineEndInLeadingBlanks: Int? {
        prefix { $0.isBlank || $0.isLineEnd }.lastIndex(where: \.isLineEnd)
    }
}
