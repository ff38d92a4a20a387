import Diagnostics

/// Assembles a document's blocks: cmark's nodes, with tables, cells and computed values in the place of the nodes
/// that stand for them.
struct BlockBuilder {
    /// The blocks in the order of the document.
    private(set) var blocks: [Block] = []

    /// The nodes of all blocks' trees.
    private var nodes: [MarkdownNode] = []

    private let tabled: TabledDocument
    private let notebook: NotebookText
    private let cells: [Int: Int]
    private let values: ComputedValueReader

    /// The tables by the node index of the heading that stands for their first line.
    private var tables: [Int: Int] = [:]

    /// The node indices of headings that stand for a table's other lines and for its cells.
    private var standIns: Set<Int> = []

    /// The node indices of the headings that stand for the cells of each table, row by row.
    private var tableCells: [ArraySlice<Int>] = []

    /// Builds the blocks.
    ///
    /// - Parameters:
    ///   - cells: the index of each cell by the node index of its code block.
    ///   - labels: the cells' labels, which no heading may use as its anchor.
    init(
        _ tabled: TabledDocument, in notebook: NotebookText, cells: [Int: Int], values: ComputedValueReader,
        labels: Set<String>
    ) {
        self.tabled = tabled
        self.notebook = notebook
        self.cells = cells
        self.values = values
        findTables()
        let source = tabled.document.nodes
        nodes.reserveCapacity(source.count)
        var found: [(place: Int, nodes: Range<Int>)] = []
        var next = 1
        while next < source.count {
            let place = next
            next += source[place].count
            guard !standIns.contains(place) else { continue }
            let start = nodes.count
            // A heading keeps only its parts, a cell keeps nothing.
            let first = isHeading(place) ? place + 1 : cells[place] == nil ? place : next
            copy(first..<next, within: lines(of: place))
            found.append((place, start..<nodes.count))
        }
        var anchors = HeadingAnchors(taken: labels)
        blocks = found.map { block(at: $0.place, MarkdownTree(nodes[$0.nodes]), &anchors) }
    }

    private func block(at place: Int, _ tree: MarkdownTree, _ anchors: inout HeadingAnchors) -> Block {
        if let index = cells[place] { return .cell(index) }
        let range = lines(of: place)
        let source = notebook.source.text(in: range)
        guard case .heading(let level) = tabled.document.nodes[place].kind, isHeading(place) else {
            return .prose(ProseBlock(tree, source: source, at: range))
        }
        let text = values.headingTexts[place] ?? ""
        return .heading(
            Heading(
                level: level, anchor: anchors.anchor(for: text), content: tree, plainText: text,
                source: source, at: range))
    }

    /// The lines of the file that a block spans.
    private func lines(of place: Int) -> SourceRange {
        guard let table = tables[place].map({ tabled.tables[$0] }) else {
            return tabled.lines(of: tabled.document.nodes[place])
        }
        return notebook.range(fromLine: table.headerLine, to: table.lastLine)
    }

    /// Whether a block is a heading of the notebook rather than a stand-in for a part of a table.
    private func isHeading(_ place: Int) -> Bool {
        tabled.document.nodes[place].kind.isHeading && tables[place] == nil
    }
}

// MARK: Nodes

extension BlockBuilder {
    private mutating func open(_ kind: MarkdownNode.Kind, at range: SourceRange) -> Int {
        nodes.append(MarkdownNode(kind, at: range))
        return nodes.count - 1
    }

    private mutating func close(_ place: Int) { nodes[place].count = nodes.count - place }

    /// Copies nodes of the document with their subtrees.
    ///
    /// - Parameter outer: the range of the parent, to which the nodes are clipped.
    private mutating func copy(_ places: Range<Int>, within outer: SourceRange) {
        /// The open nodes, each with the document index after its subtree.
        var open: [(node: Int, end: Int)] = []
        /// The end of the preceding node: line breaks have no position of their own.
        var last = outer.lowerBound
        var next = places.lowerBound
        while next < places.upperBound {
            while let innermost = open.last, innermost.end <= next {
                close(innermost.node)
                open.removeLast()
            }
            let place = next
            let node = tabled.document.nodes[place]
            let range = (tabled.range(of: node) ?? last..<last).clamped(to: outer)
            switch node.kind {
            case .heading where tables[place] != nil || standIns.contains(place):
                if let table = tables[place] { add(tabled.tables[table], tableCells[table]) }
                next += node.count
                continue
            case .codeBlock:
                nodes.append(MarkdownNode(cells[place].map { .cell($0) } ?? node.kind, at: range))
            case .code:
                if let index = values.indices[place] {
                    nodes.append(
                        MarkdownNode(.value(index), at: notebook.codeSpan(around: values.contents[index])))
                } else {
                    nodes.append(MarkdownNode(node.kind, at: range))
                }
            default:
                nodes.append(MarkdownNode(node.kind, at: range))
                if node.count > 1 { open.append((nodes.count - 1, place + node.count)) }
            }
            last = node.kind.isBlock ? range.lowerBound : range.upperBound
            next += 1
        }
        for innermost in open.reversed() { close(innermost.node) }
    }
}

// MARK: Tables

extension BlockBuilder {
    private mutating func findTables() {
        var places = tabled.cellPlaces[...]
        standIns = Set(places)
        for (index, lines) in tabled.linePlaces().enumerated() {
            let table = tabled.tables[index]
            let count = table.rows.count * table.alignments.count
            tableCells.append(places.prefix(count))
            places = places.dropFirst(count)
            guard let first = lines.first ?? nil else { continue }
            tables[first] = index
            standIns.formUnion(lines.dropFirst().compactMap(\.self))
        }
    }

    private mutating func add(_ table: PipeTable, _ cells: ArraySlice<Int>) {
        let header = notebook.rangeOfLine(table.headerLine)
        let start = header.lowerBound + table.headerPrefix.count
        let end = notebook.rangeOfLine(table.lastLine).upperBound
        let whole = open(.table, at: start..<end)
        let head = open(.tableHead, at: start..<header.upperBound)
        var cells = cells
        addRow(table, 0, at: start..<header.upperBound, &cells)
        close(head)
        if table.rows.count > 1 {
            // The delimiter row is between them.
            let body = open(.tableBody, at: notebook.rangeOfLine(table.headerLine + 2).lowerBound..<end)
            for row in 1..<table.rows.count {
                addRow(table, row, at: notebook.rangeOfLine(table.headerLine + 1 + row), &cells)
            }
            close(body)
        }
        close(whole)
    }

    private mutating func addRow(
        _ table: PipeTable, _ number: Int, at range: SourceRange, _ cells: inout ArraySlice<Int>
    ) {
        let row = open(.tableRow, at: range)
        for (alignment, text) in zip(table.alignments, table.rows[number]) {
            guard let place = cells.popFirst() else { break }
            // A cell missing from the row is placed at the row's end.
            let range = text.bytes.isEmpty ? range.upperBound..<range.upperBound : text.wholeRange
            let cell = open(.tableCell(TableCell(alignment: alignment, isHeader: number == 0)), at: range)
            copy(place + 1..<place + tabled.document.nodes[place].count, within: range)
            close(cell)
        }
        close(row)
    }
}
