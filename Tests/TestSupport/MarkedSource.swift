public import Diagnostics

/// A source in a test with the expected ranges of diagnostics marked: `let ‹1x› = 2`.
public struct MarkedSource {
    /// The text without the marks.
    public let source: SourceFile

    /// The ranges between the marks, ordered by their start.
    public let ranges: [SourceRange]

    /// Removes the marks from a text.
    ///
    /// - Precondition: each `‹` has its `›`.
    public init(_ marked: String, name: String = "test.md") {
        var text = ""
        var open: [Int] = []
        var ranges: [SourceRange] = []
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "‹":
                open.append(text.utf8.count)
            case "›":
                guard let start = open.popLast() else { preconditionFailure("'›' without '‹' in \(marked)") }
                ranges.append(start..<text.utf8.count)
            default:
                text.unicodeScalars.append(scalar)
            }
        }
        precondition(open.isEmpty, "'‹' without '›' in \(marked)")
        source = SourceFile(name: name, text: text)
        self.ranges = ranges.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    }
}
