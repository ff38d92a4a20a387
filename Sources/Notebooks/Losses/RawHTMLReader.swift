import Diagnostics

/// Says what raw HTML takes out of a report: words, pictures, cells, and what follows something that is not closed.
struct RawHTMLReader {
    private(set) var diagnostics: [Diagnostic] = []

    /// The elements that were told of already.
    private var known: Set<String> = []

    /// How many characters of the words are told.
    private static let shownWords = 40

    /// Reads a block.
    ///
    /// - Parameters:
    ///   - literal: the block as cmark gives it, without the marks of quotes and lists.
    ///   - line: its first line in the file.
    ///   - column: where it begins there, 1-based, in bytes.
    ///   - container: what it stands in, with which it ends.
    mutating func read(
        block literal: String, line: Int, column: Int, within container: CommonMarkDocument.Kind,
        in notebook: NotebookText
    ) {
        let html = RawHTML(literal, isBlock: true)
        let places = PlacesInBlock(literal, line: line, column: column, notebook: notebook)
        let cells = places.cells.filter { cell in !html.comments.contains { $0.contains(cell.offset) } }
        if let unclosed = html.unclosed {
            diagnostics.append(
                .unclosed(
                    String(decoding: Array(literal.utf8)[unclosed], as: UTF8.self),
                    at: places.range(of: unclosed), within: container, cells: places.cells.map(\.range)))
            return
        }
        for cell in cells { diagnostics.append(.cell(at: cell.range)) }
        let pictures = html.tags.filter { !$0.isClosing && RawHTMLAdvice.pictures.contains($0.name) }
        for tag in pictures { diagnostics.append(.picture(tag.name, at: places.range(of: tag.range))) }
        if !html.words.isEmpty, cells.isEmpty {
            let tag = html.tags.first
            let range = tag?.range ?? 0..<1
            diagnostics.append(.words(shortened(html.words), in: tag?.name, at: places.range(of: range)))
        } else if pictures.isEmpty, cells.isEmpty {
            for tag in html.tags where !tag.isClosing && known.insert(tag.name).inserted {
                diagnostics.append(.tag(tag.name, at: places.range(of: tag.range)))
            }
        }
    }

    /// Reads a piece in a line of prose, whose words stay.
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

    private func shortened(_ words: String) -> String {
        words.count <= Self.shownWords ? words : words.prefix(Self.shownWords - 1) + "…"
    }
}

/// Where in the file the parts of a block stand, line by line.
private struct PlacesInBlock {
    struct Cell {
        /// In the block.
        let offset: Int
        /// The word `swift-step` in the file.
        let range: SourceRange
    }

    private let lines: [ArraySlice<UInt8>]
    private let line: Int
    private let notebook: NotebookText

    init(_ literal: String, line: Int, column: Int, notebook: NotebookText) {
        lines = Array(literal.utf8).split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: "\n") }
        self.line = line
        self.notebook = notebook
    }

    /// The file's bytes of a range that is taken to end on the line it begins on.
    func range(of range: Range<Int>) -> SourceRange {
        guard let index = lines.lastIndex(where: { $0.startIndex <= range.lowerBound }) else {
            return notebook.rangeOfLine(line)
        }
        let inFile = notebook.rangeOfLine(line + index)
        // What stands before it are the marks of quotes and lists.
        let start = max(inFile.lowerBound, inFile.upperBound - (lines[index].endIndex - range.lowerBound))
        return start..<max(start, min(start + range.count, inFile.upperBound))
    }

    /// The fences that would begin a cell.
    var cells: [Cell] {
        lines.compactMap { line in
            let fence = line.drop { $0.isBlank }
            guard let mark = fence.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
                fence.prefix(while: { $0 == mark }).count >= 3
            else { return nil }
            let word = fence.drop { $0 == mark }.drop { $0.isBlank }
            let language = FencedCell.language.utf8
            guard word.starts(with: language) else { return nil }
            return Cell(
                offset: word.startIndex, range: range(of: word.startIndex..<word.startIndex + language.count))
        }
    }
}

extension Diagnostic {
    fileprivate static func unclosed(
        _ opening: String, at range: SourceRange, within container: CommonMarkDocument.Kind,
        cells: [SourceRange]
    ) -> Diagnostic {
        let lost =
            switch container {
            case .quote: "the rest of this quote"
            case .item: "the rest of this list's item"
            default: "all that follows"
            }
        let closing =
            opening == "<!--"
            ? "-->" : opening == "<?" ? "?>" : opening.hasPrefix("<!") ? "]]>" : "</\(opening.dropFirst())"
        let count = cells.count == 1 ? "a cell is" : "\(cells.count) cells are"
        return Diagnostic(
            .warning, id: "html.unclosed",
            "'\(opening)' is not closed, so \(lost) is left out of the report", at: range,
            label: "'\(closing)' is missing",
            notes: cells.first.map { [Note("\(count) among it, and will not run", at: $0)] } ?? [])
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
