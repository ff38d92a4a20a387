import Diagnostics

/// Assembles a document's blocks: cmark's nodes, with what readers put in the place of some of them.
struct BlockBuilder {
    /// The blocks in the order of the document.
    private(set) var blocks: [Block] = []

    /// The nodes of all blocks' trees.
    private var nodes: [MarkdownNode] = []

    private let tabled: TabledDocument
    private let notebook: NotebookText
    private let readers: [any NodeReader]

    /// Builds the blocks.
    ///
    /// - Parameters:
    ///   - readers: the readers of nodes that stand for something else; of two that read the same node the first
    ///     counts.
    ///   - headingTexts: the plain text of each top-level heading, by its node index.
    ///   - labels: the cells' labels, which no heading may use as its anchor.
    init(
        _ tabled: TabledDocument, in notebook: NotebookText, readers: [any NodeReader],
        headingTexts: [Int: String], labels: Set<String>
    ) {
        self.tabled = tabled
        self.notebook = notebook
        self.readers = readers
        let source = tabled.document.nodes
        nodes.reserveCapacity(source.count)
        var found: [Found] = []
        var next = 1
        while next < source.count {
            let place = next
            next += source[place].count
            if let block = add(source[place], at: place) { found.append(block) }
        }
        // The trees share the array of all nodes, so it has to be complete.
        var anchors = HeadingAnchors(taken: labels)
        blocks = found.map { block($0, headingTexts, &anchors) }
    }
}

// MARK: Blocks

extension BlockBuilder {
    /// A top-level block, with its lines and the nodes that were added of it.
    private enum Found {
        case cell(Int)
        case heading(level: Int, place: Int, lines: SourceRange, nodes: Range<Int>)
        case prose(lines: SourceRange, nodes: Range<Int>)
    }

    /// Adds the nodes of a top-level node of the document; `nil` if it is no block of the notebook.
    private mutating func add(_ node: CommonMarkDocument.Node, at place: Int) -> Found? {
        guard !tabled.isCell(node) else { return nil }
        let start = nodes.count
        let end = place + node.count
        let lines = tabled.lines(of: node)
        if let parts = parts(for: node, at: place, in: lines) {
            guard case .open(let kind, let range)? = parts.first else { return nil }
            if case .cell(let index) = kind { return .cell(index) }
            add(parts)
            return .prose(lines: notebook.wholeLines(of: range), nodes: start..<nodes.count)
        }
        guard case .heading(let level) = node.kind else {
            add([.copy(place..<end, within: lines)])
            return .prose(lines: lines, nodes: start..<nodes.count)
        }
        // A heading keeps only its parts.
        add([.copy(place + 1..<end, within: lines)])
        return .heading(level: level, place: place, lines: lines, nodes: start..<nodes.count)
    }

    private func block(
        _ found: Found, _ headingTexts: [Int: String], _ anchors: inout HeadingAnchors
    ) -> Block {
        switch found {
        case .cell(let index): return .cell(index)
        case .heading(let level, let place, let lines, let nodes):
            let text = headingTexts[place] ?? ""
            return .heading(
                Heading(
                    level: level, anchor: anchors.anchor(for: text), content: tree(nodes), plainText: text,
                    source: notebook.source.text(in: lines), at: lines))
        case .prose(let lines, let nodes):
            return .prose(ProseBlock(tree(nodes), source: notebook.source.text(in: lines), at: lines))
        }
    }

    private func tree(_ places: Range<Int>) -> MarkdownTree { MarkdownTree(nodes[places]) }
}

// MARK: Nodes

extension BlockBuilder {
    /// Nodes of the document that are being copied.
    private struct Copying {
        /// The index of the next node, and that after the last.
        var places: Range<Int>
        /// The range to which the nodes are clipped.
        let outer: SourceRange
        /// The end of the preceding node: line breaks have no position of their own.
        var last: Int
        /// The open nodes, each with the document index after its subtree.
        var open: [(node: Int, end: Int)] = []

        init(_ places: Range<Int>, within outer: SourceRange) {
            self.places = places
            self.outer = outer
            last = outer.lowerBound
        }
    }

    /// What is still to be added.
    private enum Work {
        case parts(ArraySlice<TreePart>)
        /// The rest of the innermost nodes that are being copied.
        case copying
    }

    /// Adds the nodes of parts, whose copied nodes the readers may replace by parts in turn: without recursion, so that
    /// no depth of nesting can exhaust the stack.
    private mutating func add(_ parts: [TreePart]) {
        var pending = [Work.parts(parts[...])]
        var open: [Int] = []
        var copyings: [Copying] = []
        while let work = pending.popLast() {
            switch work {
            case .parts(let parts):
                guard let part = parts.first else { continue }
                pending.append(.parts(parts.dropFirst()))
                switch part {
                case .open(let kind, let range):
                    open.append(nodes.count)
                    nodes.append(MarkdownNode(kind, at: range))
                case .close:
                    if let node = open.popLast() { close(node) }
                case .copy(let places, let outer):
                    copyings.append(Copying(places, within: outer))
                    pending.append(.copying)
                }
            case .copying:
                if let parts = copyOn(&copyings[copyings.count - 1]) {
                    pending += [.copying, .parts(parts[...])]
                } else {
                    copyings.removeLast()
                }
            }
        }
    }

    /// Copies nodes up to one that a reader replaces.
    ///
    /// - Returns: the parts in its place; `nil` at the end.
    private mutating func copyOn(_ copying: inout Copying) -> [TreePart]? {
        while let place = copying.places.first {
            while let innermost = copying.open.last, innermost.end <= place {
                close(innermost.node)
                copying.open.removeLast()
            }
            let node = tabled.document.nodes[place]
            let range = (tabled.range(of: node) ?? copying.last..<copying.last).clamped(to: copying.outer)
            copying.last = node.kind.isBlock ? range.lowerBound : range.upperBound
            if let parts = parts(for: node, at: place, in: range) {
                copying.places = place + node.count..<copying.places.upperBound
                return parts
            }
            nodes.append(MarkdownNode(node.kind, at: range))
            if node.count > 1 { copying.open.append((nodes.count - 1, place + node.count)) }
            copying.places = place + 1..<copying.places.upperBound
        }
        for innermost in copying.open.reversed() { close(innermost.node) }
        return nil
    }

    private mutating func close(_ place: Int) { nodes[place].count = nodes.count - place }

    /// The parts that the first reader puts in place of a node; `nil` if none does.
    private func parts(
        for node: CommonMarkDocument.Node, at place: Int, in range: SourceRange
    ) -> [TreePart]? {
        for reader in readers {
            if let parts = reader.parts(for: node, at: place, in: range) { return parts }
        }
        return nil
    }
}
