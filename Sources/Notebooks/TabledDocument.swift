import Diagnostics

/// A CommonMark document with pipe tables.
///
/// cmark parses a text in which each line of a table is replaced by a heading, so that nothing else moves:
/// surrounding blocks, enclosing lists and all line numbers stay. The tables' cells are headings before the text, so
/// that cmark parses their inlines, including references to the document's link definitions.
struct TabledDocument {
    /// The document that cmark parsed.
    private(set) var document: CommonMarkDocument

    /// The tables in source order.
    private(set) var tables: [PipeTable]

    /// The text of the tables' cells, each of which is a heading before the notebook's text.
    private var cells: [MappedText]

    private let notebook: NotebookText

    /// How often the tables' extents are corrected before the text is parsed without tables.
    private static let attempts = 16

    /// Parses a notebook's Markdown.
    init(_ notebook: NotebookText) {
        self.notebook = notebook
        tables = []
        cells = []
        document = CommonMarkDocument(Array(notebook.bytes[notebook.markdownStart...]))
        var rejected: Set<Int> = []
        for _ in 0..<Self.attempts {
            guard correctTables(rejected: &rejected) || addTables(rejected: rejected) else { return }
            parse()
        }
        tables = []
        parse()
    }

    /// The number of headings before the text.
    private var cellCount: Int { cells.count }

    /// The line in the file of a line in the text that cmark parsed.
    func fileLine(_ line: Int) -> Int { line - cellCount + notebook.skippedLines }

    /// Whether a block is a heading that stands for a table's cell.
    func isCell(_ block: CommonMarkDocument.Node) -> Bool { block.startLine <= cellCount }

    /// The text that a block's inlines were parsed from, including the marks of quotes and lists.
    func text(of block: CommonMarkDocument.Node) -> MappedText {
        isCell(block) ? cells[block.startLine - 1] : MappedText(lines(of: block), of: notebook.bytes)
    }

    /// The start of the line on which a node starts.
    func startOfLine(of node: CommonMarkDocument.Node) -> Int {
        notebook.rangeOfLine(fileLine(node.startLine)).lowerBound
    }

    /// The range of a node in the file, as far as cmark knows; `nil` if cmark does not report it.
    func range(of node: CommonMarkDocument.Node) -> SourceRange? {
        guard node.startLine > 0 else { return nil }
        let block = document.nodes[node.block]
        if isCell(block) {
            let text = cells[block.startLine - 1]
            // The cell's text is preceded by '# '.
            let start = min(max(node.startColumn - 3, 0), text.bytes.count)
            return text.fileRange(of: start..<max(start, min(node.endColumn - 2, text.bytes.count)))
        }
        let firstLine = startOfLine(of: node)
        let lastLine =
            node.endLine == node.startLine
            ? firstLine : notebook.rangeOfLine(fileLine(node.endLine)).lowerBound
        let start = firstLine + node.startColumn - 1
        return start..<max(start, lastLine + node.endColumn)
    }

    /// The lines of the file that a block spans.
    func lines(of block: CommonMarkDocument.Node) -> SourceRange {
        let first = fileLine(block.startLine)
        let last = fileLine(block.endLine)
        guard block.kind.isHeading, last > first else { return notebook.range(fromLine: first, to: last) }
        // cmark includes the line after a setext heading in it.
        let underline = (first + 1...last).first { notebook.isUnderline($0) }
        return notebook.range(fromLine: first, to: underline ?? last)
    }

    /// The node indices of the headings that stand for the tables' cells, row by row.
    var cellPlaces: [Int] {
        var places: [Int] = []
        var place = 1
        while places.count < cellCount {
            places.append(place)
            place += document.nodes[place].count
        }
        return places
    }

    /// The node indices of the headings that stand for the lines of each table; `nil` for a line without one.
    func linePlaces() -> [[Int?]] {
        var placeOfLine: [Int: Int] = [:]
        for (place, node) in document.nodes.enumerated() where node.kind.isHeading {
            placeOfLine[fileLine(node.startLine)] = place
        }
        return tables.map { table in (table.headerLine...table.lastLine).map { placeOfLine[$0] } }
    }

    /// Looks for tables in paragraphs; returns whether there are new ones.
    private mutating func addTables(rejected: Set<Int>) -> Bool {
        var taken = Set(tables.flatMap { $0.headerLine...$0.lastLine })
        var found: [PipeTable] = []
        for node in document.nodes where node.kind == .paragraph || node.kind.isHeading {
            let first = fileLine(node.startLine)
            let last = min(fileLine(node.endLine), notebook.source.lineCount)
            guard first > notebook.skippedLines, last > first, !taken.contains(first) else { continue }
            let table = PipeTable(
                inParagraph: first...last, startColumn: node.startColumn, rejected: rejected, of: notebook)
            // cmark includes the line after a setext heading in it, and that line may begin a table.
            guard let table, taken.isDisjoint(with: table.headerLine...table.lastLine) else { continue }
            taken.formUnion(table.headerLine...table.lastLine)
            found.append(table)
        }
        tables = (tables + found).sorted { $0.headerLine < $1.headerLine }
        return !found.isEmpty
    }

    /// Shortens or drops tables whose lines cmark does not see as one table; returns whether there were any.
    private mutating func correctTables(rejected: inout Set<Int>) -> Bool {
        var kept: [PipeTable] = []
        var isCorrected = false
        for (table, places) in zip(tables, linePlaces()) {
            let nodes = places.map { $0.map { document.nodes[$0] } }
            let parent = nodes.first??.parent
            let wrong = nodes.firstIndex { $0 == nil || $0?.parent != parent || $0?.endLine != $0?.startLine }
            var table = table
            switch wrong {
            case nil:
                kept.append(table)
                continue
            case .some(0...1):
                rejected.insert(table.headerLine)
            case .some(let index):
                table.cut(before: table.headerLine + index)
                kept.append(table)
            }
            isCorrected = true
        }
        tables = kept
        return isCorrected
    }

    private mutating func parse() {
        var text: [UInt8] = []
        cells = tables.flatMap(\.rows).flatMap { $0 }
        for cell in cells {
            // The closing mark keeps a '#' at the end of the cell.
            text.append(contentsOf: "# ".utf8)
            text += cell.bytes
            text.append(contentsOf: " #\n".utf8)
        }
        var position = notebook.markdownStart
        for table in tables {
            for line in table.headerLine...table.lastLine {
                let range = notebook.rangeOfLine(line)
                text += notebook.bytes[position..<range.lowerBound]
                text += line == table.headerLine ? table.headerPrefix : notebook.bytes[range].containerPrefix
                text.append(contentsOf: "# |".utf8)
                position = range.upperBound
            }
        }
        text += notebook.bytes[position...]
        document = CommonMarkDocument(text)
    }
}

extension ArraySlice<UInt8> {
    fileprivate var containerPrefix: [UInt8] {
        Array(prefix { $0.isBlank || $0 == UInt8(ascii: ">") })
    }
}

extension NotebookText {
    /// Whether a line is the underline of a setext heading.
    fileprivate func isUnderline(_ number: Int) -> Bool {
        let line = bytes[rangeOfLine(number)].drop { $0.isBlank || $0 == UInt8(ascii: ">") }
        guard let mark = line.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else {
            return false
        }
        return line.drop { $0 == mark }.allSatisfy(\.isBlank)
    }
}
