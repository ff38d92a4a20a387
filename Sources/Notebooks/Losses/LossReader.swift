import Diagnostics

/// Finds parts of a notebook's prose that its report will not show: raw HTML, syntax of other Markdown, text that
/// vanishes.
///
/// None of it is an error: a notebook may contain it, but not without a warning.
struct LossReader {
    private(set) var diagnostics: [Diagnostic] = []

    private var html = RawHTMLReader()
    private var syntax = UnsupportedSyntaxFinder()
    private let definitions: LinkDefinitions

    /// Reads a document.
    init(_ tabled: TabledDocument, in notebook: NotebookText, definitions: LinkDefinitions) {
        self.definitions = definitions
        let nodes = tabled.document.nodes
        var pieces: [Int: [String]] = [:]
        for node in nodes {
            if case .html(let text) = node.kind { pieces[node.block, default: []].append(text) }
        }
        let tableLines = Set(tabled.tables.flatMap { $0.headerLine...$0.lastLine })
        var tabledHTML: [(literal: String, range: SourceRange)] = []
        for (place, node) in nodes.enumerated() {
            switch node.kind {
            case .htmlBlock(let text):
                html.read(
                    block: text, line: tabled.fileLine(node.startLine), within: nodes[node.parent].kind,
                    in: notebook)
            case .codeBlock(let info, let text): readListing(node, info, text, tabled, notebook)
            case .paragraph, .heading:
                let isCell = tabled.isCell(node)
                guard isCell || !tableLines.contains(tabled.fileLine(node.startLine)) else { continue }
                let literals = pieces[place] ?? []
                let source = tabled.text(of: node)
                let text = InlineText(
                    source, html: literals,
                    definitions: isCell
                        ? []
                        : defined(
                            on: tabled.fileLine(node.startLine), tabled.fileLine(node.endLine), in: source))
                let found = Array(zip(literals, text.tags.map { text.source.fileRange(of: $0) }))
                // Table cells come first here, but not in the file.
                if isCell { tabledHTML += found } else { read(found) }
                read(text, of: node, nodes, isCell: isCell)
                guard !isCell, node.kind == .paragraph else { continue }
                let lines =
                    tabled.fileLine(
                        node.startLine)...max(tabled.fileLine(node.startLine), tabled.fileLine(node.endLine))
                if let mismatch = PipeTable.Mismatch(inParagraph: lines, of: notebook) {
                    diagnostics.append(.noTable(mismatch))
                }
            default: break
            }
        }
        read(tabledHTML)
        for table in tabled.tables {
            diagnostics += table.surplus.values.map { .surplus($0.wholeRange, table.alignments.count) }
        }
        diagnostics += html.diagnostics + definitions.diagnostics
        diagnostics += UnsupportedSyntax.allCases.compactMap { syntax in
            self.syntax.found[syntax].map { syntax.warning(at: $0) }
        }
    }

    /// The ranges of link definitions within a block's text.
    private func defined(on first: Int, _ last: Int, in source: MappedText) -> [Range<Int>] {
        let start = source.fileOffset(of: 0)
        return (first...max(first, last)).compactMap { definitions.range(onLine: $0) }
            .map { ($0.lowerBound - start..<$0.upperBound - start).clamped(to: 0..<source.bytes.count) }
    }

    private mutating func read(_ pieces: [(literal: String, range: SourceRange)]) {
        for piece in pieces { html.read(inline: piece.literal, at: piece.range) }
    }

    private mutating func read(
        _ text: InlineText, of node: CommonMarkDocument.Node, _ nodes: [CommonMarkDocument.Node], isCell: Bool
    ) {
        let parent = nodes[node.parent]
        let isFirst = parent.startLine == node.startLine
        let start = isCell ? 0 : min(max(node.startColumn - 1, 0), text.bytes.count)
        syntax.read(
            text, from: start, beginsItem: isFirst && parent.kind == .item,
            beginsQuote: isFirst && parent.kind == .blockQuote)
        for title in text.titles {
            guard let value = UncomputedValue.range(in: text.source.bytes[title]) else { continue }
            diagnostics.append(.uncomputed(in: "a link's title", at: text.source.fileRange(of: value)))
        }
        for address in text.brokenAddresses {
            let words = String(decoding: text.source.bytes[address.range], as: UTF8.self)
            guard address.isImage || words.contains("/") || words.contains(".") else { continue }
            diagnostics.append(
                .blank(in: words, isImage: address.isImage, at: text.source.fileRange(of: address.range)))
        }
        readUndefined(text)
        readUndefinedLinks(text)
        readShortFence(text, from: start)
    }

    /// Warns of undefined `![words][name]` and `![name]`, which are shown as written.
    private mutating func readUndefined(_ text: InlineText) {
        let bytes = text.bytes
        let (open, close) = (UInt8(ascii: "["), UInt8(ascii: "]"))
        for start in bytes.indices.dropLast()
        where bytes[start] == UInt8(ascii: "!") && bytes[start + 1] == open {
            let words = bytes[(start + 2)...].prefix(300).prefix {
                $0 != close && $0 != open && !$0.isLineEnd
            }
            let end = words.endIndex
            guard end < bytes.count, bytes[end] == close, !words.isEmpty else { continue }
            let next = end + 1 < bytes.count ? bytes[end + 1] : 0
            var label = words
            var last = end
            if next == open {
                let name = bytes[(end + 2)...].prefix(300).prefix { $0 != close && !$0.isLineEnd }
                guard name.endIndex < bytes.count else { continue }
                if !name.isEmpty { label = name }
                last = name.endIndex
            } else if next == UInt8(ascii: "(") {
                continue
            }
            guard !definitions.defines(text.source.bytes[label.startIndex..<label.endIndex]) else { continue }
            diagnostics.append(.undefined(at: text.source.fileRange(of: start..<last + 1)))
        }
    }

    /// Records the first undefined `[words][name]`, which is shown as written.
    private mutating func readUndefinedLinks(_ text: InlineText) {
        let bytes = text.bytes
        let (open, close) = (UInt8(ascii: "["), UInt8(ascii: "]"))
        var start = bytes.startIndex
        while start < bytes.endIndex {
            guard bytes[start] == open else {
                start += 1
                continue
            }
            let words = bytes[(start + 1)...].prefix(300).prefix {
                $0 != close && $0 != open && !$0.isLineEnd
            }
            let end = words.endIndex
            defer { start = max(start + 1, end) }
            // Subscripts of nested arrays and character sets are not links.
            let before = start > 0 ? bytes[start - 1] : UInt8(ascii: " ")
            guard !before.isWordByte, !"!)]".utf8.contains(before), end + 1 < bytes.count,
                bytes[end] == close,
                bytes[end + 1] == open, !words.isEmpty, words.first != UInt8(ascii: "^"),
                words.contains(where: { $0.isWordByte && !$0.isDigit || $0 == InlineText.blot })
            else { continue }
            let name = bytes[(end + 2)...].prefix(300).prefix { $0 != close && $0 != open && !$0.isLineEnd }
            let last = name.endIndex
            guard last < bytes.count, bytes[last] == close, name.first != UInt8(ascii: "^"),
                last + 1 >= bytes.count || !"[(".utf8.contains(bytes[last + 1])
            else { continue }
            let label = name.isEmpty ? words : name
            guard !definitions.defines(text.source.bytes[label.startIndex..<label.endIndex]) else { continue }
            syntax.note(.undefinedLink, text.source.fileRange(of: start..<last + 1))
        }
    }

    /// Warns of a paragraph that looks like a cell with too few backticks.
    private mutating func readShortFence(_ text: InlineText, from start: Int) {
        let line = text.source.bytes[start...].prefix { !$0.isLineEnd }
        let marks = line.prefix { $0 == UInt8(ascii: "`") }.count
        let word = line.dropFirst(marks)
        guard marks == 1 || marks == 2, word.elementsEqual(FencedCell.language.utf8) else { return }
        diagnostics.append(.shortFence(at: text.source.fileRange(of: line.startIndex..<line.endIndex)))
    }

    /// Warns of a cell that an indentation of four blanks turns into a listing.
    private mutating func readListing(
        _ node: CommonMarkDocument.Node, _ info: String, _ text: String, _ tabled: TabledDocument,
        _ notebook: NotebookText
    ) {
        let line = notebook.rangeOfLine(tabled.fileLine(node.startLine))
        syntax.readFence(
            info,
            at: min(line.lowerBound + max(node.startColumn - 1, 0), line.upperBound)..<line.upperBound)
        let start = min(line.lowerBound + max(node.startColumn - 1, 0), line.upperBound)
        let marks = Set("`~".utf8)
        let fence = notebook.bytes[start..<line.upperBound].drop { $0.isBlank }
        // The fence is not part of a fenced listing.
        let shown = text.utf8.prefix { !$0.isLineEnd }.drop { $0.isBlank }
        guard info.isEmpty, fence.elementsEqual(shown) else { return }
        let word = fence.drop { marks.contains($0) }.drop { $0.isBlank }
        guard word.startIndex - fence.startIndex >= 3, word.starts(with: FencedCell.language.utf8) else {
            return
        }
        diagnostics.append(.indented(at: fence.startIndex..<line.upperBound))
    }
}

extension Diagnostic {
    fileprivate static func surplus(_ range: SourceRange, _ columns: Int) -> Diagnostic {
        Diagnostic(
            .warning, id: "table.surplus-cell", "this cell is left out of the report", at: range,
            label: "the table has \(columns == 1 ? "one column" : "\(columns) columns")",
            notes: [Note("a '|' that is no border is written '\\|'")])
    }

    fileprivate static func noTable(_ mismatch: PipeTable.Mismatch) -> Diagnostic {
        Diagnostic(
            .warning, id: "table.columns",
            "this is not a table, since its header has \(mismatch.headerCount == 1 ? "one cell" : "\(mismatch.headerCount) cells") and this line \(mismatch.count)",
            at: mismatch.range, label: "it is shown as it is written")
    }

    fileprivate static func blank(in address: String, isImage: Bool, at range: SourceRange) -> Diagnostic {
        let trimmed = address.split(separator: " ").joined(separator: " ")
        return Diagnostic(
            .warning, id: "markdown.blank-in-address",
            "an address cannot contain a space, so this \(isImage ? "image is not shown" : "is not a link")",
            at: range, label: "put it in angle brackets: '<\(trimmed)>'", replacement: "<\(trimmed)>")
    }

    fileprivate static func undefined(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "markdown.undefined-image", "this image has no address, so it is not shown",
            at: range,
            label: "write '![what it shows](file.png)'")
    }

    fileprivate static func shortFence(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "cell.short-fence", "this is no cell, and is not run", at: range,
            label: "a cell begins with three backticks")
    }

    fileprivate static func indented(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "cell.indented",
            "this cell is shown, not run, since four blanks before it make it a listing",
            at: range, label: "move it to the left")
    }
}
