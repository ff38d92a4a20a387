import Figures

/// The head of a page: metadata, style and script.
struct PageHead {
    let title: String
    var description: String?
    var authors: [String] = []
    /// The generator's name.
    var generator = "stepbook"
    let script: String
    /// The resources of the figures in the page.
    var figures = FigureResources(of: FigureKinds.standard.all)
    /// Whether the page sends requests to its server.
    var asksServer = false
    /// Whether the page is live, updated from its server.
    var isLive = false

    /// The page's style.
    var style: String { Stylesheet.text(with: figures, isLive: isLive) }

    /// The whole head.
    var node: Element {
        let (style, script) = ("\n" + style, "\n" + script)
        let policy = ContentSecurityPolicy(
            styles: [style], scripts: [script], asksServer: asksServer || isLive)
        return Element(.head) {
            metadata(policy)
            Element(.style) { Node.markup(SafeMarkup(inside: .style, style)) }
            Element(.script) { Node.markup(SafeMarkup(inside: .script, script)) }
        }
    }

    /// The head without style and script.
    @NodeBuilder func metadata(_ policy: ContentSecurityPolicy) -> [Node] {
        Element(.meta, Attribute("charset", "utf-8"))
        Element(
            .meta, Attribute("http-equiv", "Content-Security-Policy"), Attribute("content", policy.text))
        Element(
            .meta, Attribute("name", "viewport"),
            Attribute("content", "width=device-width, initial-scale=1"))
        Element(.meta, Attribute("name", "generator"), Attribute("content", generator))
        if let description {
            Element(.meta, Attribute("name", "description"), Attribute("content", description))
        }
        for author in authors {
            Element(.meta, Attribute("name", "author"), Attribute("content", author))
        }
        Element(.title) { title }
        Element(.link, Attribute("rel", "icon"), Attribute("href", "data:,"))
    }
}
