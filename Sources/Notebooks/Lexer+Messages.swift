import Diagnostics

extension Diagnostic {
    static func longName(at range: SourceRange, most: Int) -> Diagnostic {
        Diagnostic(.error, id: "syntax.name", "this name is longer than \(most) bytes", at: range)
    }

    static func unexpectedCharacter(
        _ scalar: Unicode.Scalar, at range: SourceRange, in expression: SingleExpression? = nil
    ) -> Diagnostic {
        let label: String? =
            switch scalar {
            case "“", "”", "„", "«", "»": "strings stand between straight quotes: \""
            case "'", "‘", "’": "strings stand between double quotes: \""
            case "`": "names are written without backticks"
            case "#":
                expression.map { "\($0.rawValue) has no comment" }
                    ?? "a comment begins with '//'; neither '#' strings nor directives are part of the step language"
            case "@": "attributes are not part of the step language"
            case "\\": "key paths are not part of the step language"
            case "$": "closures are not part of the step language"
            case "−", "–", "—": "a minus is '-'"
            case "×": "a product is written with '*'"
            case "÷": "a quotient is written with '/'"
            case "≤": "this is written '<='"
            case "≥": "this is written '>='"
            case "≠": "this is written '!='"
            case "\u{A0}": "only ordinary spaces stand between words"
            default: nil
            }
        return Diagnostic(
            id: "syntax.character", "unexpected character \(scalar.described)", at: range, label: label)
    }

    static func comment(
        _ marks: String, in expression: SingleExpression?, at range: SourceRange
    ) -> Diagnostic {
        let advice =
            expression == .condition ? "leave it out" : "write it into the text around the value"
        return Diagnostic(
            id: "syntax.comment",
            "'\(marks)' begins a comment, and \((expression ?? .computedValue).rawValue) has none", at: range,
            label: marks == "//"
                ? "there is no integer division: '/' divides, and 'round' rounds the quotient to a whole number"
                : advice)
    }

    static func unclosedComment(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "syntax.comment", "the comment is not closed", at: range, label: "'*/' is missing")
    }
}

extension Unicode.Scalar {
    /// The character between quotes, or its code if it would be invisible.
    fileprivate var described: String {
        switch properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned,
            .privateUse:
            let digits = String(value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        default:
            return "'\(self)'"
        }
    }
}
