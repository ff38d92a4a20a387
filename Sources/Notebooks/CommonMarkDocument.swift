import CCommonMark

/// A text parsed by cmark: the only type that calls cmark.
///
/// cmark's iterator lists the tree once, in document order, so no depth of nesting can exhaust the stack. The nodes
/// are copied into values, and cmark's own tree is freed at once.
struct CommonMarkDocument {
    /// A node of the tree.
    struct Node {
        /// The kind of node.
        let kind: MarkdownNode.Kind

        /// The index in ``CommonMarkDocument/nodes`` of the block that contains an inline; for a block, its own
        /// index.
        let block: Int

        /// The index of the enclosing block; 0 is the root.
        let parent: Int

        /// 1-based; 0 for a line break.
        let startLine: Int

        /// 1-based, in bytes.
        let startColumn: Int

        /// 1-based.
        let endLine: Int

        /// The column of the last byte, 1-based.
        let endColumn: Int

        /// Whether it is in an image's description, which contains only text.
        let isInImage: Bool

        /// The number of nodes in the subtree, including this one.
        fileprivate(set) var count = 1
    }

    /// All nodes, in document order, the root first.
    let nodes: [Node]

    /// Parses a text, which must not contain NUL.
    init(_ bytes: [UInt8]) {
        let root = Self.parse(bytes)
        defer { cmark_node_free(root) }
        nodes = Self.list(root)
    }
}

// MARK: cmark

extension CommonMarkDocument {
    private static func parse(_ bytes: [UInt8]) -> OpaquePointer {
        // Without this option cmark does not count the lines inside a code span.
        let parser = cmark_parser_new(CMARK_OPT_SOURCEPOS)
        defer { cmark_parser_free(parser) }
        bytes.withUnsafeBytes { buffer in
            cmark_parser_feed(parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        guard let root = cmark_parser_finish(parser) else {
            preconditionFailure("cmark made no document of \(bytes.count) bytes")
        }
        return root
    }

    private static func list(_ root: OpaquePointer) -> [Node] {
        var nodes: [Node] = []
        /// The nodes that were entered and not yet left.
        var open: [Int] = []
        var openBlocks: [Int] = []
        var openImages = 0
        let noTitle = NoTitle()
        let iterator = cmark_iter_new(root)
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let pointer = cmark_iter_get_node(iterator) else { return nodes }
            if event == CMARK_EVENT_EXIT {
                let place = open.removeLast()
                nodes[place].count = nodes.count - place
                if openBlocks.last == place { openBlocks.removeLast() }
                if case .image = nodes[place].kind { openImages -= 1 }
                continue
            }
            let type = cmark_node_get_type(pointer)
            let kind = kind(of: pointer, type, noTitle)
            let parent = openBlocks.last ?? 0
            nodes.append(
                Node(
                    kind: kind, block: kind.isBlock ? nodes.count : parent, parent: parent,
                    startLine: Int(cmark_node_get_start_line(pointer)),
                    startColumn: Int(cmark_node_get_start_column(pointer)),
                    endLine: Int(cmark_node_get_end_line(pointer)),
                    endColumn: Int(cmark_node_get_end_column(pointer)), isInImage: openImages > 0))
            guard !isLeaf(type) else { continue }
            open.append(nodes.count - 1)
            if kind.isBlock { openBlocks.append(nodes.count - 1) }
            if case .image = kind { openImages += 1 }
        }
    }

    /// Whether a node was entered and not yet left.
    private static func isLeaf(_ type: cmark_node_type) -> Bool {
        switch type {
        case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_TEXT,
            CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
            true
        default: false
        }
    }

    private static func kind(
        of pointer: OpaquePointer, _ type: cmark_node_type, _ noTitle: borrowing NoTitle
    ) -> MarkdownNode.Kind {
        var literal: String { string(cmark_node_get_literal(pointer)) }
        switch type {
        case CMARK_NODE_DOCUMENT: return .document
        case CMARK_NODE_LIST:
            let isOrdered = cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
            return .list(
                MarkdownList(
                    start: isOrdered ? Int(cmark_node_get_list_start(pointer)) : nil,
                    isTight: cmark_node_get_list_tight(pointer) != 0))
        case CMARK_NODE_ITEM: return .item
        case CMARK_NODE_BLOCK_QUOTE: return .blockQuote
        case CMARK_NODE_PARAGRAPH: return .paragraph
        case CMARK_NODE_CODE_BLOCK:
            return .codeBlock(info: string(cmark_node_get_fence_info(pointer)), text: literal)
        case CMARK_NODE_HEADING: return .heading(level: Int(cmark_node_get_heading_level(pointer)))
        case CMARK_NODE_HTML_BLOCK: return .htmlBlock(literal)
        case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
        case CMARK_NODE_TEXT: return .text(literal)
        case CMARK_NODE_SOFTBREAK: return .softBreak
        case CMARK_NODE_LINEBREAK: return .lineBreak
        case CMARK_NODE_CODE: return .code(literal)
        case CMARK_NODE_HTML_INLINE: return .html(literal)
        case CMARK_NODE_EMPH: return .emphasis
        case CMARK_NODE_STRONG: return .strong
        case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
            let title = cmark_node_get_title(pointer)
            let destination = LinkDestination(
                address: string(cmark_node_get_url(pointer)),
                title: noTitle.isSame(as: title) ? nil : string(title))
            return type == CMARK_NODE_LINK ? .link(destination) : .image(destination)
        default: preconditionFailure("cmark made a node of type \(type) of a text")
        }
    }

    private static func string(_ text: UnsafePointer<CChar>?) -> String {
        text.map { String(cString: $0) } ?? ""
    }
}

/// The pointer that cmark returns for the title of a link without one.
///
/// It always points to the same empty string, which differs from the pointer to the empty title of `[a](b "")`, which
/// is rendered; nothing else distinguishes them.
private struct NoTitle: ~Copyable {
    private let link: OpaquePointer?
    private let title: UnsafePointer<CChar>?

    init() {
        link = cmark_node_new(CMARK_NODE_LINK)
        title = cmark_node_get_title(link)
    }

    deinit { cmark_node_free(link) }

    func isSame(as other: UnsafePointer<CChar>?) -> Bool { other == title }
}
