import Notebooks
import Reporting

/// References without a page: values and cells as their numbers, images as the notebook names them.
struct PlainReferences: ProseReferences {
    func value(_ index: Int, isInLink: Bool) -> Node { .text("{value \(index)}") }
    func cell(_ index: Int) -> Node { .text("{cell \(index)}") }
    func url(ofImage image: LinkDestination) -> String? { image.url }
    func words(ofLinkTo place: String) -> String? { nil }
}

extension Notebook {
    /// The HTML of all blocks, as cmark would write it.
    var html: String {
        blocks.map { block in
            switch block {
            case .heading(let heading): "<h\(heading.level)>\(heading.content.html)</h\(heading.level)>\n"
            case .prose(let prose): prose.tree.html
            case .cell(let index): "{cell \(index)}\n"
            }
        }.joined()
    }
}

extension MarkdownTree {
    fileprivate var html: String { Node.group(HTMLRenderer.nodes(of: self, PlainReferences())).html }
}
