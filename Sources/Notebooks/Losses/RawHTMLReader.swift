import Diagnostics

/// Warns of what raw HTML removes from a report: words, pictures, cells, and everything after an unclosed construct.
struct RawHTMLReader {
    private(set) var diagnostics: [Diagnostic] = []

    /// The elements that were already reported.
    private var known: Set<String> = []

    /// The number of characters of the words that a message quotes.
    private static let shownWords = 40

    /// Reads a block.
    ///
    /// - Parameters:
    ///   - literal: the block as reported by cmark, without the marks of quotes and lists.
    ///   - line: its first line in the file.
    ///   - container: the enclosing block, at whose end it ends.
    mutating func read(
        block literal: String, line: Int, within container: MarkdownNode.Kind, in notebook: NotebookText
    ) {
        var html = RawHTML(literal, isBlock: true)
        let places = PlacesInBlock(literal, line: line, notebook: notebook)
        if let unclosed = html.unclosed {
            diagnostics.append(
                .unclosed(
                    String(decoding: Array(literal.utf8)[unclosed], as: UTF8.self),
                    at: places.range(of: unclosed), within: container, cells: places.cells.map(\.range)))
            return
        }
        var comments = html.comments[...]
        let cells = places.cells.filter { cell in
            while let first = comments.first, first.upperBound <= cell.offset { comments.removeFirst() }
            return comments.first?.contains(cell.offset) != true
        }
        for cell in cells { diagnostics.append(.cell(at: cell.range)) }
        // A cell's code does not count as words; text beside it does.
        if !cells.isEmpty { html = RawHTML(Self.text(literal, without: cells.map(\.lines)), isBlock: true) }
        let pictures = html.tags.filter { !$0.isClosing && RawHTMLAdvice.pictures.contains($0.name) }
        for tag in pictures { diagnostics.append(.picture(tag.name, at: places.range(of: tag.range))) }
        if !html.words.isEmpty {
            let tag = html.tags.first
            let range = tag?.range ?? 0..<1
            diagnostics.append(.words(shortened(html.words), in: tag?.name, at: places.range(of: range)))
        } else if pictures.isEmpty, cells.isEmpty {
            for tag in html.tags where !tag.isClosing && known.insert(tag.name).inserted {
                diagnostics.append(.tag(tag.name, at: places.range(of: tag.range)))
            }
        }
    }

    /// Reads an inline piece, whose words stay.
    mutating func read(inline literal: String, at range: SourceRange) {
        let html = RawHTML(literal, isBlock: false)
        if !html.words.isEmpty {
            return diagnostics.append(.words(shortened(html.words), in: nil, at: range))
        }
        for tag in html.tags where !tag.isClosing {
            if RawHTMLAdvice.pictures.contains(tag.name) {
                diagnostics.append(.picture(tag.name, at: range))
            } else if known.insert(tag.name).inserted {
                diagnostics.append(
                    RawHTMLAdvice.words(for: tag.name) == nil
                        ? .noElement(literal, at: range) : .tag(tag.name, at: range))
            }
        }
    }

    /// A text in which some ranges are replaced by blanks, so that all other offsets stay valid.
    private static func text(_ text: String, without parts: [Range<Int>]) -> String {
        var bytes = Array(text.utf8)
        for index in parts.joined() where !bytes[index].isLineEnd { bytes[index] = UInt8(ascii: " ") }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func shortened(_ words: String) -> String {
        words.count <= Self.shownWords ? words : words.prefix(Self.shownWords - 1) + "…"
    }
}

/// The positions in the file of a block's parts, line by line.
private struct PlacesInBlock {
    struct Cell {
        /// The range in the block.
        let offset: Int
        /// Its lines in the block, including the fences.
        var lines: Range<Int>
        /// The word `swift-step` in the file.
        let range: SourceRange
    }

    private let lines: [ArraySlice<UInt8>]
    private let line: Int
    private let notebook: NotebookText

    init(_ literal: String, line: Int, notebook: NotebookText) {
        lines = Array(literal.utf8).split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "\n") }
        self.line = line
        self.notebook = notebook
    }

    /// The file's bytes of a range, clipped to the line that it starts on.
    ///
    /// - Complexity: O(log lines).
    func range(of range: Range<Int>) -> SourceRange {
        var index = 0
        var end = lines.count
        while end - index > 1 {
            let middle = (index + end) / 2
            if lines[middle].startIndex <= range.lowerBound { index = middle } else { end = middle }
        }
        let inFile = notebook.rangeOfLine(line + index)
        // The marks of quotes and lists precede the line.
        let start = max(inFile.lowerBound, inFile.upperBound - (lines[index].endIndex - range.lowerBound))
        return start..<max(start, min(start + range.count, inFile.upperBound))
    }

    /// The fenced ranges that would be cells.
    var cells: [Cell] {
        var cells: [Cell] = []
        /// The fence that opens the cell containing a line.
        var open: ArraySlice<UInt8>?
        for line in lines {
            let text = line.drop { $0.isBlank }
            let fence = Self.fence(text)
            let word = text.dropFirst(fence.count).drop { $0.isBlank }
            let language = FencedCell.language.utf8
            if !fence.isEmpty, word.starts(with: language) {
                cells.append(
                    Cell(
                        offset: word.startIndex, lines: line.startIndex..<line.endIndex,
                        range: range(of: word.startIndex..<word.startIndex + language.count)))
                open = fence
            } else if let opening = open {
                cells[cells.count - 1].lines = cells[cells.count - 1].lines.lowerBound..<line.endIndex
                let isClosing =
                    fence.first == opening.first && fence.count >= opening.count
                    && word.allSatisfy { $0.isBlank || $0.isLineEnd }
                if isClosing { open = nil }
            }
        }
        return cells
    }

    /// The backticks or tildes at the start of a line; empty if there are too few for a fence.
    private static func fence(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
            return line.prefix(0)
        }
        let marks = line.prefix { $0 == mark }
        return marks.count >= 3 ? marks : line.prefix(0)
    }
}

extension Diagnostic {
    fileprivate static func unclosed(
        _ opening: String, at range: SourceRange, within container: MarkdownNode.Kind,
        cells: [SourceRange]
    ) -> Diagnostic {
        let lost =
            switch container {
            case .blockQuote: "the rest of this quote"
            case .item: "the rest of this list's item"
            default: "everything after it"
            }
        let closing =
            opening == "<!--"
            ? "-->" : opening == "<?" ? "?>" : opening.hasPrefix("<!") ? "]]>" : "</\(opening.dropFirst())"
        let count = cells.count == 1 ? "a cell is" : "\(cells.count) cells are"
        return Diagnostic(
            .warning, id: "html.unclosed",
            "'\(opening)' is not closed, so \(lost) is left out of the report", at: range,
            label: "'\(closing)' is missing",
            notes: cells.first.map { [Note("\(count) in it, and will not run", at: $0)] } ?? [])
    }

    fileprivate static func cell(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "html.cell", "a cell inside raw HTML is not run, and not shown", at: range,
            label: "leave an empty line before it",
            notes: [Note("raw HTML is left out of a report; a cell stands outside of it")])
    }

    fileprivate static func words(_ words: String, in name: String?, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "html.words",
            "raw HTML is left out of the report, with the words in it: '\(words)'",
            at: range, label: "these words will not be seen",
            notes: [Note(name.flatMap(RawHTMLAdvice.words) ?? "write them in Markdown")])
    }

    fileprivate static func picture(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "html.picture", "raw HTML is left out of the report, so nothing is shown here",
            at: range, label: RawHTMLAdvice.words(for: name) ?? "write it in Markdown")
    }

    fileprivate static func tag(_ name: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "html.tag", "raw HTML is left out of the report: '<\(name)>' does nothing",
            at: range,
            label: RawHTMLAdvice.words(for: name) ?? "write it in Markdown")
    }

    fileprivate static func noElement(_ literal: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "html.no-element", "'\(literal)' is taken for HTML and left out of the report",
            at: range, label: "write '\\\(literal)', or put it in backticks")
    }
}
