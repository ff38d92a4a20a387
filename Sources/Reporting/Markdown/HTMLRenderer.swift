package import Notebooks

/// Renders Markdown as HTML: byte for byte the output of cmark in safe mode, without raw HTML and dangerous URLs, plus
/// tables, and the page's references.
///
/// This is the only place where prose becomes HTML. The tree is walked once, without recursion.
package struct HTMLRenderer<References: ProseReferences> {
    private let references: References
    /// The HTML since the last finished piece.
    private var html = HTMLText()
    private var pieces: [Node] = []
    /// For each open block that may contain paragraphs, whether it is tight.
    private var isTight: [Bool] = []
    private var links: [OpenLink] = []
    /// The number of open images: of nested ones only the text counts.
    private var openImages = 0
    private var description = ""

    /// A link that is still open.
    private struct OpenLink {
        let destination: LinkDestination
        /// Whether the page has the place.
        let isThere: Bool
        /// The number of pieces at its start.
        let pieces: Int
        let bytes: Int
    }

    private init(_ references: References) { self.references = references }

    /// Renders a tree as pieces of a page.
    package static func nodes(of tree: MarkdownTree, _ references: References) -> [Node] {
        var renderer = HTMLRenderer(references)
        for event in tree.events {
            switch event {
            case .enter(let node) where renderer.openImages > 0: renderer.describe(node.kind)
            case .enter(let node):
                renderer.enter(node.kind)
                if let isTight = renderer.tightness(inside: node.kind) { renderer.isTight.append(isTight) }
            case .leave(let node):
                if renderer.tightness(inside: node.kind) != nil { renderer.isTight.removeLast() }
                renderer.leave(node.kind)
            }
        }
        renderer.finishPiece()
        return renderer.pieces
    }
}

// MARK: Pieces

extension HTMLRenderer {
    private mutating func finishPiece() {
        guard !html.bytes.isEmpty else { return }
        pieces.append(.markup(SafeMarkup(fromMarkdown: html.removeAll())))
    }

    private mutating func put(_ piece: Node) {
        finishPiece()
        pieces.append(piece)
    }

    /// Starts a new line unless already at the start of one.
    private mutating func startLine() {
        let last = html.bytes.last
        if last != UInt8(ascii: "\n"), last != nil || !pieces.isEmpty { html.append("\n") }
    }
}

// MARK: Nodes

extension HTMLRenderer {
    /// Whether the paragraphs in a block are tight; `nil` for kinds that contain none of their own.
    private func tightness(inside kind: MarkdownNode.Kind) -> Bool? {
        switch kind {
        case .blockQuote: false
        case .list(let list): list.isTight
        case .item: isTight.last ?? false
        default: nil
        }
    }

    private mutating func enter(_ kind: MarkdownNode.Kind) {
        switch kind {
        case .document: break
        case .blockQuote: open("<blockquote>\n")
        case .list(let list): open(list.opening)
        case .item: open("<li>")
        case .paragraph: if isTight.last != true { open("<p>") }
        case .heading(let level): open("<h\(level)>")
        case .thematicBreak: open("<hr />\n")
        case .codeBlock(let info, let text): write(listing: text, info)
        case .htmlBlock:
            open(Self.omission)
            html.append("\n")
        case .table: open("<table>\n")
        case .tableHead: html.append("<thead>\n")
        case .tableBody: html.append("<tbody>\n")
        case .tableRow: html.append("<tr>\n")
        case .tableCell(let cell): html.append(cell.opening)
        case .cell(let index):
            startLine()
            put(references.cell(index))
            html.append("\n")
        case .text(let text): html.append(escaping: text)
        case .softBreak: html.append("\n")
        case .lineBreak: html.append("<br />\n")
        case .code(let text):
            html.append("<code>")
            html.append(escaping: text)
            html.append("</code>")
        case .html: html.append(Self.omission)
        case .emphasis: html.append("<em>")
        case .strong: html.append("<strong>")
        case .link(let destination): begin(destination)
        case .image: openImages = 1
        case .value(let index): put(references.value(index, isInLink: !links.isEmpty))
        }
    }

    private mutating func leave(_ kind: MarkdownNode.Kind) {
        switch kind {
        case .image(let source):
            openImages -= 1
            if openImages == 0 { write(image: source) }
        case _ where openImages > 0: break
        case .blockQuote:
            startLine()
            html.append("</blockquote>\n")
        case .list(let list): html.append(list.start == nil ? "</ul>\n" : "</ol>\n")
        case .item: html.append("</li>\n")
        case .paragraph: if isTight.last != true { html.append("</p>\n") }
        case .heading(let level): html.append("</h\(level)>\n")
        case .table: html.append("</table>\n")
        case .tableHead: html.append("</thead>\n")
        case .tableBody: html.append("</tbody>\n")
        case .tableRow: html.append("</tr>\n")
        case .tableCell(let cell): html.append(cell.isHeader ? "</th>\n" : "</td>\n")
        case .emphasis: html.append("</em>")
        case .strong: html.append("</strong>")
        case .link: endLink()
        case .document, .thematicBreak, .codeBlock, .htmlBlock, .cell, .text, .softBreak, .lineBreak, .code,
            .html, .value:
            break
        }
    }

    /// The replacement of raw HTML.
    private static var omission: String { "<!-- raw HTML omitted -->" }

    private mutating func open(_ tag: String) {
        startLine()
        html.append(tag)
    }

    private mutating func write(listing text: String, _ info: String) {
        let language = info.utf8.prefix { $0 != UInt8(ascii: " ") && !(0x09...0x0D).contains($0) }
        open("<pre><code")
        if !info.isEmpty {
            html.append(" class=\"language-")
            html.append(escaping: String(Substring(language)))
            html.append("\"")
        }
        html.append(">")
        html.append(escaping: text)
        html.append("</code></pre>\n")
    }
}

// MARK: Links

extension HTMLRenderer {
    private mutating func begin(_ link: LinkDestination) {
        let address = references.address(of: link)
        if let address {
            html.append("<a href=\"")
            html.append(url: address)
            write(title: link.title)
            html.append("\">")
        }
        links.append(
            OpenLink(
                destination: link, isThere: address != nil, pieces: pieces.count, bytes: html.bytes.count))
    }

    private mutating func endLink() {
        guard let link = links.popLast() else { return }
        if link.pieces == pieces.count, link.bytes == html.bytes.count,
            link.destination.title == nil, link.destination.url.hasPrefix("#"),
            let words = references.words(ofLinkTo: String(link.destination.url.dropFirst()))
        {
            put(.text(words))
        }
        if link.isThere { html.append("</a>") }
    }

    private mutating func write(title: String?) {
        guard let title else { return }
        html.append("\" title=\"")
        html.append(escaping: title)
    }
}

// MARK: Images

extension HTMLRenderer {
    /// Adds a part of an image's description, as text only.
    private mutating func describe(_ kind: MarkdownNode.Kind) {
        switch kind {
        case .text(let text), .code(let text), .html(let text): description += text
        case .softBreak, .lineBreak: description += " "
        case .image: openImages += 1
        default: break
        }
    }

    private mutating func write(image: LinkDestination) {
        defer { description = "" }
        guard let url = references.url(ofImage: image) else {
            let words = description.isEmpty ? "" : ": \(description)"
            return put(.element(Element(.span, .class("absent")) { "[image outside this page\(words)]" }))
        }
        html.append("<img src=\"")
        html.append(url: url)
        html.append("\" alt=\"")
        html.append(escaping: description)
        write(title: image.title)
        html.append("\" />")
    }
}

extension MarkdownList {
    fileprivate var opening: String {
        switch start {
        case nil: "<ul>\n"
        case 1?: "<ol>\n"
        case let start?: "<ol start=\"\(start)\">\n"
        }
    }
}

extension TableCell {
    fileprivate var opening: String {
        let alignment = alignment.map { " class=\"align-\($0.rawValue)\"" } ?? ""
        return (isHeader ? "<th" : "<td") + alignment + ">"
    }
}
