/// Formats diagnostics for people, with the source line and carets under the range.
public struct DiagnosticFormatter: Sendable {
    /// What the text is written for.
    public enum Style: Sendable, Hashable {
        /// Plain text.
        case plain
        /// A terminal with colours.
        case ansi
    }

    private let source: SourceFile
    private let style: Style
    private let width: Int

    /// The column at which ids end, if the message leaves room.
    private static let idColumn = 92

    /// The number of bytes examined on either side of a range, far more than a terminal is wide.
    private static let reach = 4000

    /// Makes a formatter for messages about one text.
    ///
    /// - Parameter width: The columns that a source line may take; at least 40.
    public init(source: SourceFile, style: Style = .plain, width: Int = 100) {
        self.source = source
        self.style = style
        self.width = max(width, 40)
    }

    /// A diagnostic on several lines, without a trailing line end.
    public func format(_ diagnostic: Diagnostic) -> String {
        let gutter = gutterWidth(of: diagnostic)
        var lines = [headline(of: diagnostic)]
        lines += excerpt(
            of: diagnostic.range, label: diagnostic.label, colour: Self.colour(of: diagnostic.severity),
            gutter: gutter)
        for note in diagnostic.notes {
            lines.append(painted("note:", .bold, .cyan) + " " + note.message.madeVisible)
            if let range = note.range {
                lines += excerpt(of: range, label: nil, colour: .cyan, gutter: gutter)
            }
        }
        return lines.joined(separator: "\n")
    }

    /// All diagnostics, separated by empty lines.
    public func format(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { format($0) }.joined(separator: "\n\n")
    }

    /// How many diagnostics there are of each severity: `2 errors, 1 warning`.
    public static func summary(of diagnostics: [Diagnostic]) -> String {
        func count(_ severity: Diagnostic.Severity) -> String? {
            let count = diagnostics.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        return [count(.error), count(.warning)].compactMap(\.self).joined(separator: ", ")
    }
}

extension DiagnosticFormatter {
    private enum Colour: Int {
        case bold = 1
        case dim = 2
        case red = 31
        case yellow = 33
        case blue = 34
        case cyan = 36
    }

    private static func colour(of severity: Diagnostic.Severity) -> Colour {
        switch severity {
        case .error: .red
        case .warning: .yellow
        }
    }

    private func painted(_ text: String, _ colours: Colour...) -> String {
        guard style == .ansi, !text.isEmpty else { return text }
        return "\u{1B}[" + colours.map { String($0.rawValue) }.joined(separator: ";") + "m\(text)\u{1B}[0m"
    }

    /// The severity, the message and, right-aligned, the id.
    private func headline(of diagnostic: Diagnostic) -> String {
        let severity = diagnostic.severity.rawValue + ":"
        let message = diagnostic.message.madeVisible
        let id = "[\(diagnostic.id)]"
        let used = severity.count + 1 + message.displayWidth
        let gap = max(2, min(width, Self.idColumn) - used - id.count)
        return painted(severity, .bold, Self.colour(of: diagnostic.severity)) + " "
            + painted(message, .bold) + String(repeating: " ", count: gap) + painted(id, .dim)
    }

    /// The digits of the largest line number, at least two, so that the arrow stays in the same column.
    private func gutterWidth(of diagnostic: Diagnostic) -> Int {
        let ranges = [diagnostic.range] + diagnostic.notes.compactMap(\.range)
        return ranges.map { String(source.line(containing: $0.lowerBound)).count }.reduce(2, max)
    }

    /// The position of a range, its line, and carets under it.
    private func excerpt(of range: SourceRange, label: String?, colour: Colour, gutter: Int) -> [String] {
        let position = source.position(of: range.lowerBound)
        let lineRange = source.rangeOfLine(position.line)
        let goesOn =
            range.upperBound > lineRange.upperBound
            && source.line(containing: range.upperBound) > position.line
        let start = min(max(range.lowerBound, 0), lineRange.upperBound)
        // Only as much of a line of a million characters is laid out as can be shown.
        let text = source.text(in: lineRange.clamped(to: start - Self.reach..<start + Self.reach))
        let line = DisplayLine(
            text, at: text.utf8.distance(from: source.text.startIndex, to: text.startIndex))
        let columns = line.columns(of: start..<max(start, min(range.upperBound, lineRange.upperBound)))

        let room = width - gutter - 3
        let (shown, shift) = line.cut(to: room, around: columns)
        let caretStart = max(columns.lowerBound - shift, 0)
        let caretCount = max(1, min(columns.count, shown.width - caretStart))
        let carets = String(repeating: "^", count: caretCount) + (goesOn ? "…" : "")
        let beside = label.map { " " + $0.madeVisible } ?? ""

        let empty = String(repeating: " ", count: gutter)
        let number = String(position.line)
        let aligned = String(repeating: " ", count: gutter - number.count) + number
        let excerpt = shown.text
        return [
            empty + painted("-->", .blue) + " \(source.name.madeVisible):\(position.line):\(position.column)",
            empty + painted(" |", .blue),
            painted(aligned + " |", .blue) + (excerpt.isEmpty ? "" : " " + excerpt),
            empty + painted(" |", .blue) + " " + String(repeating: " ", count: caretStart)
                + painted(carets + beside, .bold, colour),
        ]
    }
}
