import Diagnostics
import Notebooks
import Workflow

/// A report's title, and the nesting of its headings.
///
/// The page's one first-level heading is its title. The notebook's own headings begin at the second level, whatever
/// level they begin at in the file.
struct Outline: Sendable {
    /// A report's title.
    enum Title: Sendable {
        /// The title that the front matter gives, or the file's name.
        case text(String)
        /// The text of the first heading.
        case heading(MarkdownTree)

        /// The title as part of the page.
        func nodes(_ prose: Prose) -> [Node] {
            switch self {
            case .text(let text): [.element(Element(.span) { text })]
            case .heading(let tree): prose.nodes(tree)
            }
        }

        /// The title without markup, as one line.
        func words(_ prose: Prose) -> String {
            switch self {
            // Parts that the page omits are not in the window's title either.
            case .text(let text): MarkupText.words(of: Node.text(text).html).asOneLine
            case .heading(let tree): prose.words(tree)
            }
        }
    }

    /// The title at the top of the page.
    let title: Title

    /// The block whose heading became the title and is not shown again.
    let titleBlock: Int?

    /// The anchor of the heading that became the title; `nil` if none did.
    let titleAnchor: String?

    private let shift: Int

    init(of notebook: Notebook) {
        var headings: [(block: Int, heading: Heading)] = []
        for (index, block) in notebook.blocks.enumerated() {
            if case .heading(let heading) = block { headings.append((index, heading)) }
        }
        let first = headings.first
        if let title = notebook.frontMatter.title {
            self.title = .text(title)
            titleBlock = first?.block == 0 && first?.heading.plainText == title ? 0 : nil
        } else if let first {
            title = .heading(first.heading.content)
            titleBlock = first.block == 0 ? 0 : nil
        } else {
            title = .text(notebook.displayName.droppingExtension)
            titleBlock = nil
        }
        titleAnchor = titleBlock == nil ? nil : first?.heading.anchor
        let dropped = titleBlock
        shift = 2 - (headings.filter { $0.block != dropped }.map(\.heading.level).min() ?? 2)
    }

    /// The level that a heading has in the page.
    func level(of heading: Heading) -> Int { (heading.level + shift).clamped(to: 2...6) }
}

extension Notebook {
    /// The file's name without its folder, so that a report does not depend on the notebook's place.
    var displayName: String {
        ReadableFiles.parts(of: source.name).last ?? source.name
    }
}

extension String {
    fileprivate var droppingExtension: String {
        guard let dot = lastIndex(of: "."), dot != startIndex else { return self }
        return String(self[..<dot])
    }
}
