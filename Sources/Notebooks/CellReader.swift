import Diagnostics

/// Reads the contents of a cell: option lines, then statements.
struct CellReader {
    /// The diagnostics of the cells read so far.
    private(set) var diagnostics: [Diagnostic] = []

    private var labels: [String: SourceRange] = [:]

    /// The names that the cells read so far bind.
    private var boundNames: Set<String> = []

    /// Makes a reader that has read no cells.
    init() {}

    /// The labels of all cells read so far.
    var labelNames: Set<String> { Set(labels.keys) }

    /// Reads a cell.
    mutating func read(_ fence: FencedCell, index: Int) -> Cell {
        if !fence.isClosed { diagnostics.append(.unclosed(at: fence.infoRange, next: fence.nextOpening)) }
        if !fence.trailingInfo.isEmpty {
            diagnostics.append(.info(fence.trailingInfo, at: fence.infoRange))
        }
        let lexer = Lexer(fence.text)
        let options = readOptions(of: lexer, isClosed: fence.isClosed)
        if fence.isClosed { diagnostics += lexer.uncomputedValues }
        var parser = StepParser(lexer)
        var program = parser.readProgram()
        boundNames.formUnion((program.statements.compactMap(\.name) + program.brokenNames).map(\.text))
        if fence.isClosed {
            diagnostics += parser.allDiagnostics
            diagnostics += lexer.commentsLikeDivisors(boundNames)
        } else if let first = parser.allDiagnostics.first {
            // From here on it is most likely the prose that follows the cell.
            program.leaveOut(from: first.range.lowerBound)
        }
        return Cell(
            index: index, range: fence.range, line: fence.line, options: options.options,
            statements: program.statements, spans: CodeSpan.spans(of: lexer, without: options.lines),
            brokenNames: program.brokenNames)
    }

    private static let optionMark = "//|"

    private mutating func readOptions(
        of lexer: Lexer, isClosed: Bool
    ) -> (options: CellOptions, lines: [Range<Int>]) {
        var reader = CellOptionReader()
        var lines: [Range<Int>] = []
        for comment in lexer.comments {
            guard lexer.text.bytes[comment.textRange].starts(with: Self.optionMark.utf8) else {
                if comment.tokenIndex == 0, CellOptionReader.isNearMiss(lexer.text.bytes[comment.textRange]) {
                    diagnostics.append(.remark(at: lexer.text.fileRange(of: comment.textRange)))
                }
                continue
            }
            guard comment.tokenIndex == 0, comment.startsLine else {
                guard isClosed else { continue }
                diagnostics.append(.optionBehindCode(at: lexer.text.fileRange(of: comment.textRange)))
                continue
            }
            let start = comment.textRange.lowerBound + Self.optionMark.utf8.count
            reader.read(lexer.text[start..<comment.textRange.upperBound])
            lines.append(comment.textRange)
        }
        diagnostics += reader.diagnostics
        if let label = reader.options.label, let range = reader.labelRange {
            if let first = labels[label] {
                diagnostics.append(.duplicateLabel(label, at: range, first: first))
            } else {
                labels[label] = range
            }
        }
        return (reader.options, lines)
    }
}

extension Lexer {
    /// Warns of strings that look like computed values, such as one in a claim's text.
    fileprivate var uncomputedValues: [Diagnostic] {
        tokens.compactMap { token in
            guard case .string = token.kind, let value = UncomputedValue.range(in: bytes[token.textRange])
            else {
                return nil
            }
            return .uncomputed(in: "a text in a cell", at: fileRange(value))
        }
    }
}

extension StepParser.Program {
    /// Removes the statements that extend past an offset.
    fileprivate mutating func leaveOut(from place: Int) {
        let kept = statements.prefix { $0.range.upperBound <= place }
        brokenNames += statements.dropFirst(kept.count).compactMap(\.name)
        statements = Array(kept)
    }
}

extension Diagnostic {
    fileprivate static func unclosed(at range: SourceRange, next: SourceRange?) -> Diagnostic {
        Diagnostic(
            id: "cell.unclosed", "the cell is not closed", at: range,
            label: "a line with a closing fence is missing",
            notes: next.map { [Note("another cell starts here", at: $0)] } ?? [])
    }

    fileprivate static func info(_ info: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "cell.info", "unexpected '\(info)' after '\(FencedCell.language)'", at: range,
            notes: [Note("options stand in the cell, on lines such as '//| label: name'")])
    }

    fileprivate static func remark(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "cell.option-mark", "this line is a comment, so it sets nothing", at: range,
            label: "an option line begins with '//|'")
    }

    fileprivate static func optionBehindCode(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "cell.option-behind-code", "an option line after code", at: range,
            label: "option lines come first, each on a line of its own")
    }

    fileprivate static func duplicateLabel(
        _ label: String, at range: SourceRange, first: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "cell.duplicate-label", "the label '\(label)' is taken", at: range,
            notes: [Note("it is given here first", at: first)])
    }
}
