import Diagnostics
package import Notebooks

/// Builds a notebook from parts, as if parsed from a file.
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
                    level: level, anchor: anchor,
                    content: MarkdownTree([MarkdownNode(.text(words), at: range)]), plainText: words,
                    source: words[...], at: range)))
    }

    /// Adds prose given as Markdown; what stands between `{` and `}` is a computed value.
    ///
    /// - Parameter text: the text in the file, if it is different.
    package mutating func prose(_ markdown: String, inFile text: String? = nil) {
        let range = add((text ?? markdown) + "\n\n")
        let first = values.count
        var readable = ""
        for (place, piece) in markdown.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard place > 0, let end = piece.firstIndex(of: "}") else {
                readable += piece
                continue
            }
            let source = String(piece[..<end])
            values.append(
                ComputedValue(expression: nil, text: source, at: range.lowerBound..<range.lowerBound))
            readable += "`= v`" + piece[piece.index(after: end)...]
        }
        for case .prose(let block) in Notebook(parsing: SourceFile(name: name, text: readable)).blocks {
            let nodes = block.tree.nodes.map { node in
                guard case .value(let index) = node.kind else { return node }
                return MarkdownNode(.value(first + index), at: node.range)
            }
            blocks.append(.prose(ProseBlock(MarkdownTree(nodes[...]), source: block.source, at: range)))
        }
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
