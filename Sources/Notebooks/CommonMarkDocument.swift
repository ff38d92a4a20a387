import CCommonMark

/// A text as cmark understands it: the only place that knows cmark.
///
/// The tree is listed once, in document order, by cmark's iterator: no depth of nesting can exhaust the stack.
/// Parts of it may then be replaced by markup of our own before it is rendered in cmark's safe mode, which
/// leaves out raw HTML and dangerous links.
struct CommonMarkDocument: ~Copyable {
    /// What a node is, as far as a notebook cares.
    enum Kind: Sendable {
        case root, list, item, quote, paragraph, codeBlock, heading, htmlBlock, otherBlock
        case text, lineBreak, code, html, image, link, otherInline

        var isBlock: Bool {
            switch self {
            case .root, .list, .item, .quote, .paragraph, .codeBlock, .heading, .htmlBlock, .otherBlock: true
            default: false
            }
        }
    }

    /// A node of the tree; it must not outlive the document.
    struct Node {
        fileprivate let pointer: OpaquePointer

        let kind: Kind

        /// The place in ``CommonMarkDocument/nodes`` of the block that holds an inline; of a block, its own.
        let block: Int

        /// The place of the enclosing block; 0 is the root.
        let parent: Int

        /// 1-based.
        let startLine: Int

        /// 1-based, in bytes.
        let startColumn: Int

        /// 1-based.
        let endLine: Int

        /// Whether it is in an image's description, where there is nothing but text.
        let isInImage: Bool
    }

    /// All nodes as parsed, in document order, the root first.
    let nodes: [Node]

    private let root: OpaquePointer

    /// Parses a text, which holds no NUL byte.
    init(_ bytes: [UInt8]) {
        root = Self.parse(bytes)
        nodes = Self.list(root)
    }

    deinit { cmark_node_free(root) }

    /// The HTML that cmark's safe mode makes of a text as a whole.
    static func html(of bytes: [UInt8]) -> String {
        let document = CommonMarkDocument(bytes)
        return Self.html(of: document.root)
    }

    /// What stands between the quotes of `src` in the HTML of an image at an address.
    ///
    /// It is made of an image of its own: those of the document may lie in one another's descriptions, each of which would
    /// be written again.
    static func markup(ofImageAt address: String) -> String {
        guard let image = cmark_node_new(CMARK_NODE_IMAGE) else {
            preconditionFailure("cmark made no image")
        }
        defer { cmark_node_free(image) }
        cmark_node_set_url(image, address)
        return String(html(of: image).dropFirst("<img src=\"".count).prefix { $0 != "\"" })
    }
}

// MARK: Asking

extension CommonMarkDocument {
    /// The text of a code span, a code block, raw HTML or a text.
    func literal(of node: Node) -> String {
        cmark_node_get_literal(node.pointer).map { String(cString: $0) } ?? ""
    }

    /// What stands behind the opening fence of a code block, entities and escapes decoded.
    func info(of node: Node) -> String {
        cmark_node_get_fence_info(node.pointer).map { String(cString: $0) } ?? ""
    }

    /// 1 to 6.
    func level(of node: Node) -> Int { Int(cmark_node_get_heading_level(node.pointer)) }

    /// Where a link leads or an image comes from, entities and escapes decoded.
    func address(of node: Node) -> String {
        cmark_node_get_url(node.pointer).map { String(cString: $0) } ?? ""
    }

    /// The HTML of a node with all that is in it.
    func html(of node: Node) -> String { Self.html(of: node.pointer) }
}

// MARK: Changing

extension CommonMarkDocument {
    /// Puts markup in the place of an inline, as it is.
    mutating func replaceInline(_ node: Node, with markup: String) {
        replace(node, by: CMARK_NODE_CUSTOM_INLINE, markup)
    }

    /// Puts markup in the place of a block, as it is.
    ///
    /// - Returns: The node that is there now.
    mutating func replaceBlock(_ node: Node, with markup: String) -> Node {
        let pointer = replace(node, by: CMARK_NODE_CUSTOM_BLOCK, markup)
        return Node(
            pointer: pointer, kind: .otherBlock, block: node.block, parent: node.parent,
            startLine: node.startLine,
            startColumn: node.startColumn, endLine: node.endLine, isInImage: false)
    }

    /// Takes a node away.
    mutating func remove(_ node: Node) {
        cmark_node_unlink(node.pointer)
        cmark_node_free(node.pointer)
    }

    @discardableResult
    private func replace(_ node: Node, by type: cmark_node_type, _ markup: String) -> OpaquePointer {
        guard let replacement = cmark_node_new(type) else {
            preconditionFailure("cmark made no node of type \(type)")
        }
        cmark_node_set_on_enter(replacement, markup)
        cmark_node_replace(node.pointer, replacement)
        cmark_node_free(node.pointer)
        return replacement
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

    private static func html(of pointer: OpaquePointer) -> String {
        guard let text = cmark_render_html(pointer, CMARK_OPT_DEFAULT) else { return "" }
        defer { cmark_get_default_mem_allocator().pointee.free(text) }
        return String(cString: text)
    }

    private static func list(_ root: OpaquePointer) -> [Node] {
        var nodes: [Node] = []
        var openBlocks: [Int] = []
        var openImages = 0
        let iterator = cmark_iter_new(root)
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let pointer = cmark_iter_get_node(iterator) else { return nodes }
            let kind = kind(of: pointer)
            if event == CMARK_EVENT_EXIT {
                if kind.isBlock { openBlocks.removeLast() }
                if kind == .image { openImages -= 1 }
                continue
            }
            let parent = openBlocks.last ?? 0
            nodes.append(
                Node(
                    pointer: pointer, kind: kind, block: kind.isBlock ? nodes.count : parent, parent: parent,
                    startLine: Int(cmark_node_get_start_line(pointer)),
                    startColumn: Int(cmark_node_get_start_column(pointer)),
                    endLine: Int(cmark_node_get_end_line(pointer)), isInImage: openImages > 0))
            // Leaves are entered and not left.
            if kind.isBlock, !isLeaf(pointer) { openBlocks.append(nodes.count - 1) }
            if kind == .image { openImages += 1 }
        }
    }

    private static func isLeaf(_ pointer: OpaquePointer) -> Bool {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK: true
        default: false
        }
    }

    private static func kind(of pointer: OpaquePointer) -> Kind {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_DOCUMENT: .root
        case CMARK_NODE_LIST: .list
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_BLOCK_QUOTE: .quote
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_CODE_BLOCK: .codeBlock
        case CMARK_NODE_HEADING: .heading
        case CMARK_NODE_HTML_BLOCK: .htmlBlock
        case CMARK_NODE_CUSTOM_BLOCK, CMARK_NODE_THEMATIC_BREAK: .otherBlock
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_CODE: .code
        case CMARK_NODE_HTML_INLINE: .html
        case CMARK_NODE_IMAGE: .image
        case CMARK_NODE_LINK: .link
        default: .otherInline
        }
    }
}
