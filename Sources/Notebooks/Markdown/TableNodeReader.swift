import Diagnostics

/// Puts tables, with their cells' inlines, in place of the headings that stand for their lines.
struct TableNodeReader: NodeReader {
    private let tabled: TabledDocument
    private let notebook: NotebookText

    /// The tables by the node index of the heading that stands for their first line.
    private var tables: [Int: Int] = [:]

    /// The node indices of the headings that stand for the other lines of tables.
    private var otherLines: Set<Int> = []

    /// The node indices of the headings that stand for the cells of each table, row by row.
    private var cells: [ArraySlice<Int>] = []

    /// Finds the tables of a document.
    init(_ tabled: TabledDocument, in notebook: NotebookText) {
        self.tabled = tabled
        self.notebook = notebook
        var places = tabled.cellPlaces[...]
        for (index, lines) in tabled.linePlaces().enumerated() {
            let table = tabled.tables[index]
            let count = table.rows.count * table.alignments.count
            cells.append(places.prefix(count))
            places = places.dropFirst(count)
            guard let first = lines.first ?? nil else { continue }
            tables[first] = index
            otherLines.formUnion(lines.dropFirst().compactMap(\.self))
        }
    }

    func parts(for node: CommonMarkDocument.Node, at place: Int, in range: SourceRange) -> [TreePart]? {
        guard node.kind.isHeading else { return nil }
        if let index = tables[place] { return parts(of: tabled.tables[index], cells[index]) }
        return otherLines.contains(place) ? [] : nil
    }
}

extension TableNodeReader {
    private func parts(of table: PipeTable, _ cells: ArraySlice<Int>) -> [TreePart] {
        let header = notebook.rangeOfLine(table.headerLine)
        let start = header.lowerBound + table.headerPrefix.count
        let end = notebook.rangeOfLine(table.lastLine).upperBound
        var cells = cells
        var parts = [
            TreePart.open(.table, at: start..<end), .open(.tableHead, at: start..<header.upperBound),
        ]
        addRow(table, 0, at: start..<header.upperBound, &cells, to: &parts)
        parts.append(.close)
        if table.rows.count > 1 {
            // The delimiter row is between them.
            let body = notebook.rangeOfLine(table.headerLine + 2).lowerBound
            parts.append(.open(.tableBody, at: body..<end))
            for row in 1..<table.rows.count {
                let line = notebook.rangeOfLine(table.headerLine + 1 + row)
                addRow(table, row, at: line, &cells, to: &parts)
            }
            parts.append(.close)
        }
        parts.append(.close)
        return parts
    }

    private func addRow(
        _ table: PipeTable, _ number: Int, at range: SourceRange, _ cells: inout ArraySlice<Int>,
        to parts: inout [TreePart]
    ) {
        parts.append(.open(.tableRow, at: range))
        for (alignment, text) in zip(table.alignments, table.rows[number]) {
            guard let place = cells.popFirst() else { break }
            // A cell missing from the row is placed at the row's end.
            let range = text.bytes.isEmpty ? range.upperBound..<range.upperBound : text.wholeRange
            let cell = TableCell(alignment: alignment, isHeader: number == 0)
            let inlines = place + 1..<place + tabled.document.nodes[place].count
            parts += [.open(.tableCell(cell), at: range), .copy(inlines, within: range), .close]
        }
        parts.append(.close)
    }
}
