package import Notebooks

/// Writes Markdown as HTML: byte for byte what cmark writes in safe mode, without raw HTML and dangerous addresses, and
/// beside it tables, and what a page knows of the rest.
///
/// This is the only place where prose becomes HTML. A tree is walked once, whatever its depth.
package struct HTMLRenderer<References: ProseReferences> {
    private let references: References
    /// What is written so far behind the last of the finished pieces.
    private var html = HTMLText()
    private var pieces: [Node] = []
    /// Of each block that is open and may hold paragraphs whether these stand close.
    private var isTight: [Bool] = []
    private var links: [OpenLink] = []
    /// How many images are open: of those in another one's description the text counts.
    private var openImages = 0
    private var description = ""

    /// A link that is not written to its end.
    private struct OpenLink {
        let destination: LinkDestination
        /// How much was written when it began.
        let pieces: Int
        let bytes: Int
    }

    private init(_ references: References) { self.references = references }

    /// The pieces of a page that a tree is written as.
    package static func nodes(of tree: MarkdownTree, _ references: References) -> [Node] {
        var renderer = HTMLRenderer(references)
        for event in tree.events {
            switch event {
            case .enter(let node) where renderer.openImages > 0: renderer.describe(node.kind)
            case .enter(let node): renderer.enter(node.kind)
            case .leave(let node): renderer.leave(node.kind)
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

    /// Begins a line, unless one begins here.
    private mutating func startLine() {
        let last = html.bytes.last
        if last != UInt8(ascii: "\n"), last != nil || !pieces.isEmpty { html.append("\n") }
    }
}

// MARK: Nodes

extension HTMLRenderer {
    private mutating func enter(_ kind: MarkdownNode.Kind) {
        switch kind {
        case .document: break
        case .blockQuote: open("<blockquote>\n", isTight: false)
        case .list(let list): open(list.opening, isTight: list.isTight)
        case .item: open("<li>", isTight: isTight.last ?? false)
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
            isTight.removeLast()
            startLine()
            html.append("</blockquote>\n")
        case .list(let list):
            isTight.removeLast()
            html.append(list.start == nil ? "</ul>\n" : "</ol>\n")
        case .item:
            isTight.removeLast()
            html.append("</li>\n")
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

    /// What stands in the place of raw HTML.
    private static var omission: String { "<!-- raw HTML omitted -->" }

    private mutating func open(_ tag: String) {
        startLine()
        html.append(tag)
    }

    private mutating func open(_ tag: String, isTight: Bool) {
        open(tag)
        self.isTight.append(isTight)
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
        html.append("<a href=\"")
        html.append(url: link.url)
        write(title: link.title)
        html.append("\">")
        links.append(OpenLink(destination: link, pieces: pieces.count, bytes: html.bytes.count))
    }

    private mutating func endLink() {
        if let link = links.popLast(), link.pieces == pieces.count, link.bytes == html.bytes.count,
            link.destination.title == nil, link.destination.url.hasPrefix("#"),
            let words = references.words(ofLinkTo: String(link.destination.url.dropFirst()))
        {
            put(.text(words))
        }
        html.append("</a>")
    }

    private mutating func write(title: String?) {
        guard let title else { return }
        html.append("\" title=\"")
        html.append(escaping: title)
    }
}

// MARK: Images

extension HTMLRenderer {
    /// Adds what a part of an image's description says, which is text alone.
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
