import Diagnostics

/// A CommonMark document in which pipe tables are known.
///
/// cmark parses a text in which each line of a table has become a heading, so that nothing else moves: the
/// blocks around it, the lists it stands in and all line numbers stay. The tables' cells stand as headings
/// before the text, so that cmark reads their inlines, with the links that the document defines.
struct TabledDocument: ~Copyable {
    /// What cmark made of the text.
    var document: CommonMarkDocument

    /// The tables in source order.
    private(set) var tables: [PipeTable]

    /// The number of headings before the text, one a cell.
    private(set) var cellCount: Int

    private let notebook: NotebookText

    /// How often the tables' extents are corrected before the text is taken without them.
    private static let attempts = 8

    /// Parses a notebook's Markdown.
    init(_ notebook: NotebookText) {
        self.notebook = notebook
        tables = []
        cellCount = 0
        document = CommonMarkDocument(Array(notebook.bytes[notebook.markdownStart...]))
        var rejected: Set<Int> = []
        for _ in 0..<Self.attempts {
            guard addTables(rejected: rejected) else { return }
            parse()
            while correctTables(rejected: &rejected) { parse() }
        }
        tables = []
        parse()
    }

    /// The line in the file of a line in the text that cmark has seen.
    func fileLine(_ line: Int) -> Int { line - cellCount + notebook.skippedLines }

    /// The nodes of the tables' cells, row by row.
    var cellNodes: [CommonMarkDocument.Node] {
        Array(document.nodes.lazy.filter { $0.kind.isBlock && $0.kind != .root }.prefix(cellCount))
    }

    /// The headings that stand for the lines of each table.
    func lineNodes() -> [[CommonMarkDocument.Node?]] {
        var nodeOfLine: [Int: CommonMarkDocument.Node] = [:]
        for node in document.nodes where node.kind == .heading {
            nodeOfLine[fileLine(node.startLine)] = node
        }
        return tables.map { table in (table.headerLine...table.lastLine).map { nodeOfLine[$0] } }
    }

    /// Looks for tables in paragraphs, and answers whether there are new ones.
    private mutating func addTables(rejected: Set<Int>) -> Bool {
        let known = Set(tables.flatMap { $0.headerLine...$0.lastLine })
        var found: [PipeTable] = []
        for node in document.nodes where node.kind == .paragraph || node.kind == .heading {
            let first = fileLine(node.startLine)
            let last = min(fileLine(node.endLine), notebook.source.lineCount)
            guard first > notebook.skippedLines, last > first, !known.contains(first) else { continue }
            let table = PipeTable(
                inParagraph: first...last, startColumn: node.startColumn, rejected: rejected, of: notebook)
            if let table { found.append(table) }
        }
        tables = (tables + found).sorted { $0.headerLine < $1.headerLine }
        return !found.isEmpty
    }

    /// Takes back what cmark does not see as lines of one table, and answers whether there was any.
    private mutating func correctTables(rejected: inout Set<Int>) -> Bool {
        var kept: [PipeTable] = []
        var isCorrected = false
        for (table, nodes) in zip(tables, lineNodes()) {
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
        cellCount = 0
        for cell in tables.flatMap(\.rows).flatMap({ $0 }) {
            // The closing mark keeps a '#' at the cell's end from being read as one.
            text.append(contentsOf: "# ".utf8)
            text += cell.bytes
            text.append(contentsOf: " #\n".utf8)
            cellCount += 1
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
