package import Diagnostics

/// Reads a notebook's Markdown into blocks, cells and computed values.
struct MarkdownReader {
    /// What the document shows, in order.
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

        let definitions = LinkDefinitions(in: notebook, isCode: Self.linesOfCode(tabled).contains)
        let addresses = AddressReader(tabled, definitions: definitions)
        images = addresses.images
        links = addresses.links
        diagnostics = LossReader(tabled, in: notebook, definitions: definitions).diagnostics
        readCells(&tabled)
        let values = ComputedValueReader(&tabled)
        computedValues = values.computedValues
        headingTexts = values.headingTexts
        diagnostics += values.diagnostics
        replaceTables(&tabled, cellNodes, lineNodes)
        collectBlocks(tabled)
    }
}

extension MarkdownReader {
    /// The lines of the file that are code, raw HTML or a table's.
    private static func linesOfCode(_ tabled: borrowing TabledDocument) -> Set<Int> {
        var lines = Set(tabled.tables.flatMap { $0.headerLine...$0.lastLine })
        for node in tabled.document.nodes where node.kind == .codeBlock || node.kind == .htmlBlock {
            let first = tabled.fileLine(node.startLine)
            lines.formUnion(first...max(first, tabled.fileLine(node.endLine)))
        }
        return lines
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
            if language != FencedCell.language {
                guard !warnsOfNearMiss(info, line: line) else { continue }
                if !Listing.isCandidate(language) { continue }
            }
            let fence = FencedCell(
                line: line, column: node.startColumn, info: info, literal: tabled.document.literal(of: node),
                blockLines: fileLines, in: notebook)
            guard language == FencedCell.language else {
                if let listing = Listing(fence) { listings.append(listing) }
                continue
            }
            let cell = reader.read(fence, index: cells.count)
            cells.append(cell)
            replacements[place] = .some(
                tabled.document.replaceBlock(node, with: Marker.cell(cell.index).markup))
        }
        diagnostics += reader.diagnostics
        anchors = HeadingAnchors(taken: reader.labelNames)
    }

    /// Warns of a listing whose first word, or first two, are nearly those of a cell, and answers whether they are.
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
            content: Marker.split(content), plainText: text, range: tabled.lines(of: node))
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
            notes: [Note("without a word behind its backticks it is shown without this warning")],
            replacement: FencedCell.language)
    }
}
