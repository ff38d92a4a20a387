package import Diagnostics

/// A condition in the step language that the command line gives: `learningRate < 0.01 && status == "ok"`.
package struct Condition: Sendable {
    /// The condition, with ranges in ``source``.
    package let expression: Expression

    /// The option and its text, as diagnostics show them: `--where learningRate < 0.01`.
    package let source: SourceFile

    /// Reads a condition.
    ///
    /// - Parameter option: the option that gives it: `--where`.
    /// - Throws: `DiagnosticsError` with every mistake of its syntax.
    package init(_ text: String, after option: String) throws(DiagnosticsError) {
        source = SourceFile(name: "command line", text: "\(option) \(text)")
        let bytes = source.bytes
        var parser = StepParser(
            Lexer(MappedText(option.utf8.count + 1..<bytes.count, of: bytes), as: .condition))
        let expression = parser.readSingleExpression()
        let mistakes = parser.allDiagnostics.filter { $0.severity == .error }
        guard let expression, mistakes.isEmpty else {
            throw DiagnosticsError(
                mistakes.isEmpty ? [.unreadable(at: option.utf8.count..<bytes.count)] : mistakes, in: source)
        }
        self.expression = expression
    }
}

extension Diagnostic {
    fileprivate static func unreadable(at range: SourceRange) -> Diagnostic {
        Diagnostic(id: "condition.missing", "there is no condition here", at: range)
    }
}
