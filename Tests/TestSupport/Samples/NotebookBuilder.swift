import Diagnostics
package import Notebooks

/// Puts a notebook together from its parts, as a parser would have found them in a file.
package struct NotebookBuilder {
    package var frontMatter = FrontMatter()
    private let name: String
    private var text: String
    private var blocks: [Block] = []
    private var cells: [Cell] = []
    private var values: [ComputedValue] = []

    package init(name: String, head: String = "") {
        self.name = name
        text = head
    }

    /// The notebook.
    package var notebook: Notebook {
        Notebook(
            source: SourceFile(name: name, text: text), frontMatter: frontMatter, blocks: blocks,
            cells: cells,
            computedValues: values, diagnostics: [])
    }

    /// Adds a heading of plain words.
    package mutating func heading(_ level: Int, _ words: String) {
        let range = add(String(repeating: "#", count: level) + " " + words + "\n\n")
        let anchor = String(words.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
        blocks.append(
            .heading(
                Heading(
                    level: level, anchor: anchor, content: [.html(words.escapedForSamples)], plainText: words,
                    at: range)))
    }

    /// Adds prose given as HTML; what stands between `{` and `}` is a computed value.
    package mutating func prose(_ html: String) {
        let start = text.utf8.count
        var fragments: [ProseFragment] = []
        for (place, piece) in html.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard place > 0, let end = piece.firstIndex(of: "}") else {
                fragments.append(.html(String(piece)))
                continue
            }
            let source = String(piece[..<end])
            fragments.append(.value(values.count))
            values.append(ComputedValue(expression: nil, text: source, at: start..<start))
            fragments.append(.html(String(piece[piece.index(after: end)...])))
        }
        add(html + "\n\n")
        blocks.append(.prose(fragments))
    }

    /// Adds a cell and gives the line of its first statement.
    @discardableResult
    package mutating func cell(_ source: String, _ change: (inout CellOptions) -> Void = { _ in }) -> Int {
        var options = CellOptions()
        change(&options)
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).count
        let range = add("```swift-step\n" + source + "\n```\n\n")
        blocks.append(.cell(cells.count))
        cells.append(
            Cell(
                index: cells.count, line: line, options: options, spans: SampleHighlighter.spans(of: source),
                at: range))
        return line + 1
    }

    @discardableResult
    private mutating func add(_ piece: String) -> SourceRange {
        let start = text.utf8.count
        text += piece
        return start..<text.utf8.count
    }
}

extension String {
    package var escapedForSamples: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
