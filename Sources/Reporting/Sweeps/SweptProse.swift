import Notebooks
import Workflow

/// A notebook's prose in the page of its sweep, block by block: values of the sweep are filled in, cells are left out,
/// and so is what is about a single run.
struct SweptProse {
    private let prose: SweepProse
    /// The headings in the page, whose anchors prose can link to.
    private let shownAnchors: Set<String>
    /// The labels of cells, of which the page has none.
    private let labels: Set<String>

    /// The blocks that the page has, in order.
    let blocks: [Block]

    /// The anchor of a heading in the page, where the page's own are not far.
    static func anchor(_ anchor: String) -> String { "text-\(anchor)" }

    /// Chooses the blocks.
    ///
    /// - Parameter titleBlock: the block whose heading is the title, which is shown above.
    init(_ prose: SweepProse, titleBlock: Int?) {
        self.prose = prose
        let labels = Set(prose.notebook.cells.compactMap(\.options.label))
        self.labels = labels
        var blocks: [Block] = []
        // Headings with nothing below them yet, each of a higher level than the one before.
        var pending: [Heading] = []
        // The level of a heading about a single run, whose section is left out.
        var leftOut: Int?
        for (index, block) in prose.notebook.blocks.enumerated() where index != titleBlock {
            switch block {
            case .cell: continue
            case .heading(let heading):
                pending.removeAll { $0.level >= heading.level }
                if let level = leftOut, heading.level > level { continue }
                leftOut = prose.isOfRun(heading.content, labels) ? heading.level : nil
                if leftOut == nil { pending.append(heading) }
            case .prose(let text):
                guard leftOut == nil, !prose.isOfRun(text.tree, labels), text.tree.showsAnything else {
                    continue
                }
                blocks += pending.map(Block.heading) + [block]
                pending = []
            }
        }
        self.blocks = blocks
        shownAnchors = Set(
            blocks.compactMap { if case .heading(let heading) = $0 { heading.anchor } else { nil } })
    }

    /// A piece of the prose as part of the page.
    func nodes(_ tree: MarkdownTree) -> [Node] { HTMLRenderer.nodes(of: tree, self) }

    /// Whether a piece of the prose is about a single run.
    func isOfRun(_ tree: MarkdownTree) -> Bool { prose.isOfRun(tree, labels) }
}

extension SweptProse: ProseReferences {
    func value(_ index: Int, isInLink: Bool) -> Node {
        let source = prose.notebook.computedValues[index].text
        return switch prose.values[index] {
        case .value(let value):
            .element(Element(.span, .class("value"), .title(source)) { value.proseText })
        case .missing(let reason): .element(UnknownValue.missing(source, because: reason))
        // Such blocks are left out.
        case .ofRun: .element(UnknownValue.missing(source, because: "each run has its own"))
        }
    }

    func cell(_ index: Int) -> Node { .group([]) }

    func url(ofImage image: LinkDestination) -> String? {
        let url = image.url
        return url.hasPrefix("data:image/") ? url : prose.images[url]?.address
    }

    func words(ofLinkTo place: String) -> String? { nil }

    func address(of link: LinkDestination) -> String? {
        guard link.address.hasPrefix("#") else { return link.url }
        guard shownAnchors.contains(String(link.address.dropFirst())) else { return nil }
        return "#" + Self.anchor(String(link.url.dropFirst()))
    }
}

extension SweepProse {
    /// Whether a piece of the prose shows a value of a single run, or refers to a figure, which each run has for itself.
    fileprivate func isOfRun(_ tree: MarkdownTree, _ labels: Set<String>) -> Bool {
        tree.nodes.contains { node in
            switch node.kind {
            case .value(let index): values[index] == .ofRun
            case .link(let link):
                link.address.hasPrefix("#") && labels.contains(String(link.address.dropFirst()))
            default: false
            }
        }
    }
}

extension MarkdownTree {
    /// Whether it is more than cells in quotes and lists, raw HTML and lines, which show nothing alone.
    fileprivate var showsAnything: Bool {
        nodes.contains { node in
            switch node.kind {
            case .text, .code, .codeBlock, .value, .image, .table: true
            default: false
            }
        }
    }
}
