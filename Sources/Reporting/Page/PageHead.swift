import Figures

/// What a page says of itself before it is seen, its style and its script.
struct PageHead {
    let title: String
    var description: String?
    var authors: [String] = []
    /// What it was made by.
    var generator = "stepbook"
    let script: String
    /// What the figures in the page bring.
    var figures = FigureResources(of: FigureKinds.standard.all)
    /// Whether the page asks the server that it came from.
    var asksServer = false
    /// Whether the page follows a notebook, from the server that it came from.
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
