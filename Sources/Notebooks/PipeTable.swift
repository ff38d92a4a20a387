import Diagnostics

/// A table in GitHub's syntax, which cmark's core parses as a paragraph.
struct PipeTable {
    /// The header's line in the file; the delimiter row is the next, the other rows follow.
    let headerLine: Int

    /// The last row's line, or the delimiter row's if there are no rows.
    private(set) var lastLine: Int

    /// The columns.
    let alignments: [TableCell.Alignment?]

    /// The header's cells, then those of each row; as many per row as there are columns.
    private(set) var rows: [[MappedText]]

    /// The first surplus cell of each row that has more cells than there are columns, by the row's line.
    private(set) var surplus: [Int: MappedText] = [:]

    /// The text before the header on its line: the marks of quotes and lists.
    let headerPrefix: [UInt8]

    /// The number of cells that may be added to short rows before the table is given up, as in GitHub's own parser.
    private static let addedCellLimit = 500_000

    /// Finds the first table in the lines of a paragraph.
    ///
    /// - Parameters:
    ///   - lines: The paragraph's lines in the file, 1-based.
    ///   - column: The column of its start on its first line, 1-based, in bytes.
    ///   - rejected: Lines that turned out not to be headers.
    init?(
        inParagraph lines: ClosedRange<Int>, startColumn column: Int, rejected: Set<Int>,
        of notebook: NotebookText
    ) {
        func content(_ number: Int) -> SourceRange {
            let range = notebook.rangeOfLine(number)
            guard number > lines.lowerBound else {
                return min(range.lowerBound + column - 1, range.upperBound)..<range.upperBound
            }
            return notebook.contentOfLine(number)
        }
        for number in lines.dropFirst() where !rejected.contains(number - 1) {
            guard let alignments = Self.alignments(notebook.bytes[content(number)]) else { continue }
            let header = Self.cells(content(number - 1), of: notebook.bytes)
            let hasPipe = notebook.bytes[content(number - 1)].contains(UInt8(ascii: "|"))
            guard header.count == alignments.count, hasPipe || alignments.count > 1 else { continue }
            self.alignments = alignments
            headerLine = number - 1
            lastLine = number
            rows = [header]
            let headerRange = notebook.rangeOfLine(number - 1)
            headerPrefix = Array(notebook.bytes[headerRange.lowerBound..<content(number - 1).lowerBound])
            readRows(upTo: lines.upperBound, of: notebook)
            return
        }
        return nil
    }

    /// A delimiter row that does not make a table, because the line before it has a different number of cells.
    struct Mismatch {
        /// The delimiter row.
        let range: SourceRange
        let headerCount: Int
        let count: Int

        /// Looks for the first one in the lines of a paragraph without a table.
        init?(inParagraph lines: ClosedRange<Int>, of notebook: NotebookText) {
            for number in lines.dropFirst() {
                let content = notebook.contentOfLine(number)
                guard let alignments = PipeTable.alignments(notebook.bytes[content]),
                    alignments.count > 1 || notebook.bytes[content].contains(UInt8(ascii: "|"))
                else {
                    continue
                }
                let header = notebook.contentOfLine(number - 1)
                let cells = PipeTable.cells(header, of: notebook.bytes)
                guard notebook.bytes[header].contains(UInt8(ascii: "|")), cells.count != alignments.count
                else { continue }
                range = content
                headerCount = cells.count
                count = alignments.count
                return
            }
            return nil
        }
    }

    /// Ends the table before a line that turned out not to be a row.
    mutating func cut(before line: Int) {
        rows.removeLast(lastLine + 1 - line)
        surplus = surplus.filter { $0.key < line }
        lastLine = line - 1
    }

    private mutating func readRows(upTo lastParagraphLine: Int, of notebook: NotebookText) {
        var addedCells = 0
        while lastLine < lastParagraphLine {
            let content = notebook.contentOfLine(lastLine + 1)
            guard !content.isEmpty, Self.isRow(notebook.bytes[content]) else { return }
            let all = Self.cells(content, of: notebook.bytes)
            var cells = Array(all.prefix(alignments.count))
            addedCells += alignments.count - cells.count
            guard addedCells <= Self.addedCellLimit else { return }
            while cells.count < alignments.count { cells.append(MappedText()) }
            rows.append(cells)
            lastLine += 1
            if let cell = all.dropFirst(alignments.count).first(where: { !$0.bytes.isEmpty }) {
                surplus[lastLine] = cell
            }
        }
    }

    /// Whether a line could also be part of a paragraph, and so is a row, or starts another block.
    private static func isRow(_ content: ArraySlice<UInt8>) -> Bool {
        guard let first = content.first else { return false }
        if first == UInt8(ascii: "|") || first.isWordByte && !first.isDigit { return true }
        let document = CommonMarkDocument(Array(content))
        return document.nodes.count == 1 || document.nodes[1].kind == .paragraph
    }
}

// MARK: Rows

extension PipeTable {
    /// Reads `| :-- | --: |`; `nil` if it is not a delimiter row.
    private static func alignments(_ line: ArraySlice<UInt8>) -> [TableCell.Alignment?]? {
        guard line.allSatisfy({ $0.isBlank || Self.delimiterBytes.contains($0) }) else { return nil }
        var alignments: [TableCell.Alignment?] = []
        for cell in cellRanges(of: line) {
            let text = line[cell]
            let dashes = text.drop { $0 == UInt8(ascii: ":") }.prefix { $0 == UInt8(ascii: "-") }
            let colonsBefore = dashes.startIndex - text.startIndex
            let colonsAfter = text.endIndex - dashes.endIndex
            guard !dashes.isEmpty, colonsBefore <= 1, colonsAfter <= 1,
                text[dashes.endIndex...].allSatisfy({ $0 == UInt8(ascii: ":") })
            else { return nil }
            switch (colonsBefore, colonsAfter) {
            case (1, 1): alignments.append(.center)
            case (1, 0): alignments.append(.left)
            case (0, 1): alignments.append(.right)
            default: alignments.append(nil)
            }
        }
        return alignments.isEmpty ? nil : alignments
    }

    private static let delimiterBytes = Set("|:-".utf8)

    private static func cells(_ content: SourceRange, of bytes: [UInt8]) -> [MappedText] {
        cellRanges(of: bytes[content]).map { range in
            var text = MappedText()
            var start = range.lowerBound
            for index in range.dropLast()
            where bytes[index] == UInt8(ascii: "\\") && bytes[index + 1] == UInt8(ascii: "|") {
                text.append(bytes[start..<index], from: start..<index)
                start = index + 1
            }
            text.append(bytes[start..<range.upperBound], from: start..<range.upperBound)
            return text
        }
    }

    /// Splits a row at pipes that are not escaped by a backslash; as on GitHub, pipes in code spans split too.
    private static func cellRanges(of line: ArraySlice<UInt8>) -> [Range<Int>] {
        let row = line.trimmedRange
        var ranges: [Range<Int>] = []
        var start = row.lowerBound
        var index = start
        if index < row.upperBound, line[index] == UInt8(ascii: "|") {
            index += 1
            start = index
        }
        while index < row.upperBound {
            if line[index] == UInt8(ascii: "\\"), index + 1 < row.upperBound {
                index += 2
                continue
            }
            if line[index] == UInt8(ascii: "|") {
                ranges.append(line[start..<index].trimmedRange)
                start = index + 1
            }
            index += 1
        }
        if start < row.upperBound || ranges.isEmpty {
            ranges.append(line[start..<row.upperBound].trimmedRange)
        }
        return ranges
    }
}

extension NotebookText {
    /// A line without its end and without leading blanks and marks of quotes.
    fileprivate func contentOfLine(_ number: Int) -> SourceRange {
        let range = rangeOfLine(number)
        let prefix = bytes[range].prefix { $0.isBlank || $0 == UInt8(ascii: ">") }
        return prefix.endIndex..<range.upperBound
    }
}

extension ArraySlice<UInt8> {
    fileprivate var trimmedRange: Range<Int> {
        let end = lastIndex { !$0.isBlank }.map { $0 + 1 } ?? startIndex
        let start = self[..<end].firstIndex { !$0.isBlank } ?? startIndex
        return start..<Swift.max(start, end)
    }
}
