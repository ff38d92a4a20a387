import Diagnostics
import Reporting

/// A notebook's mistakes and warnings for editors: a JSON array in source order.
struct DiagnosticList {
    let diagnostics: [Diagnostic]
    let source: SourceFile

    /// The array on several lines, with a line end; `[]` if there are no diagnostics.
    var text: String { JSONValue.array(diagnostics.map(object)).text + "\n" }

    private func object(_ diagnostic: Diagnostic) -> JSONValue {
        let start = source.position(of: diagnostic.range.lowerBound)
        return [
            "file": .string(source.name), "line": .integer(start.line), "column": .integer(start.column),
            "end": end(of: diagnostic.range), "severity": .string(diagnostic.severity.rawValue),
            "id": .string(diagnostic.id), "message": .string(diagnostic.message),
            "label": text(diagnostic.label),
            "notes": .array(diagnostic.notes.map { note($0, of: diagnostic) }),
            "fix": text(diagnostic.replacement),
        ]
    }

    private func note(_ note: Diagnostic.Note, of diagnostic: Diagnostic) -> JSONValue {
        let range = note.range ?? diagnostic.range
        let start = source.position(of: range.lowerBound)
        return [
            "line": .integer(start.line), "column": .integer(start.column), "end": end(of: range),
            "message": .string(note.message),
        ]
    }

    private func end(of range: SourceRange) -> JSONValue {
        let end = source.position(of: range.upperBound)
        return ["line": .integer(end.line), "column": .integer(end.column)]
    }

    private func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
