import Diagnostics

extension SweepReader {
    /// Reads `exclude`: a condition, or a list of conditions.
    mutating func readExclusions(_ entry: Entry) {
        guard case .sequence(let elements) = entry.value.content else {
            return readCondition(entry.value, at: entry.range)
        }
        guard !elements.isEmpty else { return report(.wrongType(.exclude, at: entry.range)) }
        for element in elements {
            readCondition(element, at: element.range.isEmpty ? entry.range : element.range)
        }
    }

    private mutating func readCondition(_ node: YAMLDocument.Node, at range: SourceRange) {
        // '!params.deep' is a tag to YAML, and '&' an anchor.
        guard !node.isMarked(in: bytes) else { return report(.unquoted(at: range)) }
        guard let text = node.mappedText(in: bytes)?.trimmed, !text.bytes.isEmpty else {
            return report(.wrongType(.exclude, at: range))
        }
        var parser = StepParser(Lexer(text, as: .condition))
        let expression = parser.readSingleExpression()
        for diagnostic in parser.allDiagnostics { report(diagnostic) }
        guard let expression, parser.allDiagnostics.allSatisfy({ $0.severity == .warning }) else { return }
        checkNames(of: expression, at: text.wholeRange)
        declaration.exclusions.append(
            SweepCondition(expression: expression, text: text.string, range: text.wholeRange))
    }

    /// Checks that the condition's names are parameters, some of them swept.
    private mutating func checkNames(of condition: Expression, at range: SourceRange) {
        let swept = brokenAxes.union(declaration.axes.map(\.name.text))
        var usesSwept = false
        var isWrong = false
        var pending = [condition]
        while let next = pending.popLast() {
            switch next.kind {
            case .member(let whole, let name) where whole.kind == .name("params"):
                usesSwept = usesSwept || swept.contains(name.text)
                if defaultValue(of: name) == nil { isWrong = true }
            case .name(let text):
                isWrong = true
                let known = frontMatter.params.map(\.name.text)
                let meant = known.contains(text) ? text : nearest(to: text, among: known)
                report(.bareName(text, meant: meant, at: next.range))
            default:
                pending += next.parts.reversed()
            }
        }
        if !usesSwept, !isWrong, entries[.sweep] == nil || !declaration.axes.isEmpty {
            report(.nothingSwept(at: range))
        }
    }
}

extension Diagnostic {
    fileprivate static func unquoted(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.tag", "a condition that begins with '!' or '&' stands in quotes", at: range,
            label: "write it between single quotes: '…'")
    }

    fileprivate static func bareName(_ name: String, meant: String?, at range: SourceRange) -> Diagnostic {
        let isName = meant == name
        let meant = meant.map { "params.\($0)" }
        return Diagnostic(
            id: "sweep.exclude-name", "unknown name '\(name)'", at: range,
            label: meant.map { isName ? "write '\($0)'" : didYouMean($0) },
            notes: [Note("a condition names parameters alone, as 'params.NAME'")], replacement: meant)
    }

    fileprivate static func nothingSwept(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "sweep.exclude-constant",
            "this condition names no swept parameter", at: range,
            label: "it excludes all settings or none")
    }
}
