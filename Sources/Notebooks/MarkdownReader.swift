package import Diagnostics

/// Reads a notebook's Markdown into blocks, cells and computed values.
struct MarkdownReader {
    /// The document's blocks, in order.
    private(set) var blocks: [Block] = []

    /// The cells, in source order.
    private(set) var cells: [Cell] = []

    /// The computed values, in source order.
    private(set) var computedValues: [ComputedValue] = []

    /// The images, in the order of the document.
    private(set) var images: [ProseImage] = []

    /// The links, in the order of the document.
    private(set) var links: [ProseLink] = []

    /// The listings that may be meant as cells.
    private(set) var listings: [Listing] = []

    /// The diagnostics, in no particular order.
    private(set) var diagnostics: [Diagnostic] = []

    private let notebook: NotebookText

    /// Reads a notebook's Markdown.
    init(_ notebook: NotebookText) {
        self.notebook = notebook
        let tabled = TabledDocument(notebook)
        let definitions = LinkDefinitions(in: notebook, isCode: Self.linesOfCode(tabled).contains)
        let addresses = AddressReader(tabled, definitions: definitions)
        images = addresses.images
        links = addresses.links
        diagnostics = LossReader(tabled, in: notebook, definitions: definitions).diagnostics
        let (cellIndices, labels) = readCells(tabled)
        let values = ComputedValueReader(tabled)
        computedValues = values.computedValues
        diagnostics += values.diagnostics
        let readers: [any NodeReader] = [
            TableNodeReader(tabled, in: notebook),
            CellNodeReader(indices: cellIndices),
            ValueNodeReader(values: values, notebook: notebook),
        ]
        blocks =
            BlockBuilder(
                tabled, in: notebook, readers: readers, headingTexts: values.headingTexts, labels: labels
            ).blocks
    }
}

extension MarkdownReader {
    /// The lines of the file that belong to code, raw HTML or a table.
    private static func linesOfCode(_ tabled: TabledDocument) -> Set<Int> {
        var lines = Set(tabled.tables.flatMap { $0.headerLine...$0.lastLine })
        for node in tabled.document.nodes {
            switch node.kind {
            case .codeBlock, .htmlBlock: break
            default: continue
            }
            let first = tabled.fileLine(node.startLine)
            lines.formUnion(first...max(first, tabled.fileLine(node.endLine)))
        }
        return lines
    }
}

// MARK: Cells

extension MarkdownReader {
    /// Reads all cells.
    ///
    /// - Returns: the index of each cell by the node index of its code block, and the labels of all.
    private mutating func readCells(_ tabled: TabledDocument) -> (indices: [Int: Int], labels: Set<String>) {
        var reader = CellReader()
        var indices: [Int: Int] = [:]
        let nodes = tabled.document.nodes
        let blockLines = Set(
            nodes.lazy.filter { $0.kind.isBlock && $0.kind != .document }.map(\.startLine))
        let fileLines = Set(blockLines.map { tabled.fileLine($0) })
        for (place, node) in nodes.enumerated() {
            guard case .codeBlock(let info, let text) = node.kind else { continue }
            let language = String(info.prefix { !$0.isWhitespace })
            let line = tabled.fileLine(node.startLine)
            if language != FencedCell.language {
                guard !warnsOfNearMiss(info, line: line) else { continue }
                if !Listing.isCandidate(language) { continue }
            }
            let fence = FencedCell(
                line: line, column: node.startColumn, info: info, literal: text, blockLines: fileLines,
                in: notebook)
            guard language == FencedCell.language else {
                if let listing = Listing(fence) { listings.append(listing) }
                continue
            }
            indices[place] = cells.count
            cells.append(reader.read(fence, index: cells.count))
        }
        diagnostics += reader.diagnostics
        return (indices, reader.labelNames)
    }

    /// Warns of a listing whose language is nearly that of a cell; returns whether it is.
    private mutating func warnsOfNearMiss(_ info: String, line: Int) -> Bool {
        let words = info.split(whereSeparator: \.isWhitespace).prefix(2)
        let candidates = [words.prefix(1), words].map { $0.joined(separator: " ") }
        guard
            let language = candidates.first(where: {
                nearestName(to: $0, among: [FencedCell.language]) != nil
            })
        else { return false }
        let lineRange = notebook.rangeOfLine(line)
        let range = FencedCell.range(of: Array(language.utf8), in: notebook.bytes[lineRange]) ?? lineRange
        diagnostics.append(.nearMiss(at: range))
        return true
    }
}

extension Diagnostic {
    fileprivate static func nearMiss(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "cell.language", "this listing is shown, not run", at: range,
            label: didYouMean(FencedCell.language), replacement: FencedCell.language)
    }

    /// Warns of a listing that calls a step.
    package static func shownStep(_ step: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "cell.language", "this listing is shown, not run, though it calls '\(step)'",
            at: range, label: didYouMean(FencedCell.language),
            notes: [Note("without a word after its backticks it is shown without this warning")],
            replacement: FencedCell.language)
    }
}
