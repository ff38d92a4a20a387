import Diagnostics

/// Reads a notebook's Markdown into blocks, cells and computed values.
struct MarkdownReader {
    /// What the document shows, in order.
    private(set) var blocks: [Block] = []

    /// The cells, in source order.
    private(set) var cells: [Cell] = []

    /// The computed values, in source order.
    private(set) var computedValues: [ComputedValue] = []

    /// What is wrong, in no particular order.
    private(set) var diagnostics: [Diagnostic] = []

    private let notebook: NotebookText

    /// The plain text of each heading, by its place among the nodes.
    private var headingTexts: [Int: String] = [:]

    /// The nodes put in the place of others; `nil` where there is nothing any more.
    private var replacements: [Int: CommonMarkDocument.Node?] = [:]

    private var anchors = HeadingAnchors(taken: [])

    /// Reads a notebook's Markdown.
    init(_ notebook: NotebookText) {
        self.notebook = notebook
        var tabled = TabledDocument(notebook)
        let cellNodes = tabled.cellNodes
        let lineNodes = tabled.lineNodes()

        readCells(&tabled)
        readComputedValues(&tabled)
        replaceTables(&tabled, cellNodes, lineNodes)
        collectBlocks(tabled)
    }
}

// MARK: Cells

extension MarkdownReader {
    private mutating func readCells(_ tabled: inout TabledDocument) {
        var reader = CellReader()
        let nodes = tabled.document.nodes
        let blockLines = Set(
            nodes.lazy.filter { $0.kind.isBlock && $0.kind != .root }.map(\.startLine))
        let fileLines = Set(blockLines.map { tabled.fileLine($0) })
        for (place, node) in nodes.enumerated() where node.kind == .codeBlock {
            let info = tabled.document.info(of: node)
            let language = String(info.prefix { !$0.isWhitespace })
            let line = tabled.fileLine(node.startLine)
            guard language == FencedCell.language else {
                warnOfNearMiss(language, line: line)
                continue
            }
            let fence = FencedCell(
                line: line, column: node.startColumn, info: info, literal: tabled.document.literal(of: node),
                blockLines: fileLines, in: notebook)
            let cell = reader.read(fence, index: cells.count)
            cells.append(cell)
            replacements[place] = .some(
                tabled.document.replaceBlock(node, with: Marker.cell(cell.index).markup))
        }
        diagnostics += reader.diagnostics
        anchors = HeadingAnchors(taken: reader.labelNames)
    }

    private mutating func warnOfNearMiss(_ language: String, line: Int) {
        guard nearestName(to: language, among: [FencedCell.language]) != nil else { return }
        let lineRange = notebook.rangeOfLine(line)
        let range = FencedCell.range(of: Array(language.utf8), in: notebook.bytes[lineRange]) ?? lineRange
        diagnostics.append(.nearMiss(language, at: range))
    }
}

// MARK: Computed values

extension MarkdownReader {
    /// A code span that is a computed value, and where it stands.
    private struct FoundValue {
        let node: CommonMarkDocument.Node
        let content: MappedText
    }

    private mutating func readComputedValues(_ tabled: inout TabledDocument) {
        var found: [FoundValue] = []
        let cellTexts = tabled.tables.flatMap(\.rows).flatMap { $0 }
        var locator: (block: Int, locator: CodeSpanLocator, start: (line: Int, column: Int))?
        var texts: [Int: String] = [:]
        let nodes = tabled.document.nodes
        for node in nodes where !node.kind.isBlock {
            let block = nodes[node.block]
            let isCell = block.startLine <= tabled.cellCount
            let isHeading = block.kind == .heading && block.parent == 0 && !isCell
            guard node.kind == .code else {
                if isHeading { texts[node.block, default: ""] += node.plainText(in: tabled.document) }
                continue
            }
            let literal = tabled.document.literal(of: node)
            guard let expression = Self.expression(of: literal) else {
                if isHeading { texts[node.block, default: ""] += literal }
                continue
            }
            if isHeading { texts[node.block, default: ""] += expression }

            if locator?.block != node.block {
                locator = (node.block, CodeSpanLocator(scope(of: block, cellTexts, tabled)), (0, 0))
            }
            let guess = guess(for: node, in: block, isCell: isCell, tabled)
            let content =
                locator?.locator.locate(literal, guess: guess)
                ?? unplaced(literal, in: block, isCell: isCell, cellTexts, tabled)
            if node.isInImage {
                diagnostics.append(.valueInImage(at: content.wholeRange))
            } else {
                found.append(FoundValue(node: node, content: content))
            }
        }
        headingTexts = texts
        found.sort { $0.content.fileOffset(of: 0) < $1.content.fileOffset(of: 0) }
        for (index, value) in found.enumerated() {
            read(value.content)
            tabled.document.replaceInline(value.node, with: Marker.value(index).markup)
        }
    }

    private mutating func read(_ content: MappedText) {
        let text = content[1..<content.bytes.count].trimmed
        var parser = StepParser(Lexer(text))
        let expression = parser.readSingleExpression()
        diagnostics += parser.allDiagnostics
        computedValues.append(
            ComputedValue(expression: expression, text: text.string, range: text.wholeRange))
    }

    /// The expression in a code span; `nil` where it holds none.
    ///
    /// `=` alone and `==`, `=>` and the like cannot be meant as one, and are shown as the code they are.
    private static func expression(of literal: String) -> String? {
        guard literal.utf8.first == UInt8(ascii: "=") else { return nil }
        let rest = literal.dropFirst()
        if let next = rest.utf8.first, next.isOperatorByte, next != UInt8(ascii: "-"), next != UInt8(ascii: "!") {
            return nil
        }
        let expression = String(
            decoding: rest.utf8.drop { $0.isBlank }.reversed().drop { $0.isBlank }.reversed(), as: UTF8.self)
        return expression.isEmpty ? nil : expression
    }

    private func scope(
        of block: CommonMarkDocument.Node, _ cellTexts: [MappedText], _ tabled: borrowing TabledDocument
    ) -> MappedText {
        if block.startLine <= tabled.cellCount { return cellTexts[block.startLine - 1] }
        return MappedText(lines(of: block, tabled), of: notebook.bytes)
    }

    private func lines(
        of block: CommonMarkDocument.Node, _ tabled: borrowing TabledDocument
    ) -> SourceRange {
        let first = tabled.fileLine(block.startLine)
        let last = tabled.fileLine(block.endLine)
        guard block.kind == .heading, last > first else { return notebook.range(fromLine: first, to: last) }
        // cmark counts the line behind an underlined heading to it.
        let underline = (first + 1...last).first { notebook.isUnderline($0) }
        return notebook.range(fromLine: first, to: underline ?? last)
    }

    /// Where cmark says that a code span's content starts, in the text of its block.
    private func guess(
        for node: CommonMarkDocument.Node, in block: CommonMarkDocument.Node, isCell: Bool,
        _ tabled: borrowing TabledDocument
    ) -> Int {
        // A table's cell stands behind '# '.
        if isCell { return node.startColumn - 3 }
        let line = notebook.rangeOfLine(tabled.fileLine(node.startLine)).lowerBound
        return line + node.startColumn - 1 - lines(of: block, tabled).lowerBound
    }

    /// The text of a code span that was not found, all of it at the start of its block.
    private func unplaced(
        _ literal: String, in block: CommonMarkDocument.Node, isCell: Bool, _ cellTexts: [MappedText],
        _ tabled: borrowing TabledDocument
    ) -> MappedText {
        let start = scope(of: block, cellTexts, tabled).fileOffset(of: 0)
        var text = MappedText()
        text.append(literal.utf8, from: start..<start)
        return text
    }
}

extension NotebookText {
    /// Whether a line is what makes the lines before it a heading.
    fileprivate func isUnderline(_ number: Int) -> Bool {
        let line = bytes[rangeOfLine(number)].drop { $0.isBlank || $0 == UInt8(ascii: ">") }
        guard let mark = line.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return false }
        return line.drop { $0 == mark }.allSatisfy(\.isBlank)
    }
}

extension CommonMarkDocument.Node {
    fileprivate func plainText(in document: borrowing CommonMarkDocument) -> String {
        switch kind {
        case .text: document.literal(of: self)
        case .lineBreak: " "
        default: ""
        }
    }
}

// MARK: Tables

extension MarkdownReader {
    private mutating func replaceTables(
        _ tabled: inout TabledDocument, _ cellNodes: [CommonMarkDocument.Node],
        _ lineNodes: [[CommonMarkDocument.Node?]]
    ) {
        var cells = cellNodes.map { node in
            // '<h1>' before and '</h1>' with a line end behind.
            String(tabled.document.html(of: node).dropFirst(4).dropLast(6))
        }[...]
        for node in cellNodes {
            replacements[node.block] = .some(nil)
            tabled.document.remove(node)
        }
        for (table, nodes) in zip(tabled.tables, lineNodes) {
            let count = table.rows.count * table.alignments.count
            let html = table.html(cells: Array(cells.prefix(count)))
            cells = cells.dropFirst(count)
            for (index, node) in nodes.enumerated() {
                guard let node else { continue }
                if index == 0 {
                    replacements[node.block] = .some(tabled.document.replaceBlock(node, with: html))
                } else {
                    replacements[node.block] = .some(nil)
                    tabled.document.remove(node)
                }
            }
        }
    }
}

// MARK: Blocks

extension MarkdownReader {
    private mutating func collectBlocks(_ tabled: borrowing TabledDocument) {
        for (place, original) in tabled.document.nodes.enumerated()
        where original.kind.isBlock && original.parent == 0 && original.kind != .root {
            let replacement = replacements[place]
            guard let node = replacement == nil ? original : replacement ?? nil else { continue }
            let html = tabled.document.html(of: node)
            if replacement == nil, node.kind == .heading {
                blocks.append(.heading(heading(node, html, text: headingTexts[place] ?? "", tabled)))
                continue
            }
            let fragments = Marker.split(html)
            if replacement != nil, case .cell(let index)? = fragments.first {
                blocks.append(.cell(index))
            } else if !fragments.isEmpty {
                blocks.append(.prose(fragments))
            }
        }
    }

    private mutating func heading(
        _ node: CommonMarkDocument.Node, _ html: String, text: String, _ tabled: borrowing TabledDocument
    ) -> Heading {
        // '<h1>' before and '</h1>' with a line end behind.
        let content = String(html.dropFirst(4).dropLast(6))
        return Heading(
            level: tabled.document.level(of: node), anchor: anchors.anchor(for: text),
            content: Marker.split(content), plainText: text, range: lines(of: node, tabled))
    }
}

extension Diagnostic {
    fileprivate static func nearMiss(_ language: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "cell.language", "this listing is shown, not run", at: range,
            label: "did you mean '\(FencedCell.language)'?", replacement: FencedCell.language)
    }

    fileprivate static func valueInImage(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "markdown.value-in-image", "an image's description cannot hold a computed value", at: range)
    }
}
