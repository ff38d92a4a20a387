import Diagnostics
import Notebooks
import Workflow

/// What a report is called, and how its headings nest.
///
/// The page's one first-level heading is its title. The notebook's own headings begin at the second level, whatever
/// level they begin at in the file.
struct Outline: Sendable {
    /// What stands at the top of the page.
    let title: [ProseFragment]

    /// The block whose heading became the title and is not shown again.
    let titleBlock: Int?

    /// The name for links to the heading that became the title; `nil` where none did.
    let titleAnchor: String?

    private let shift: Int

    init(of notebook: Notebook) {
        var headings: [(block: Int, heading: Heading)] = []
        for (index, block) in notebook.blocks.enumerated() {
            if case .heading(let heading) = block { headings.append((index, heading)) }
        }
        let first = headings.first
        if let title = notebook.frontMatter.title {
            self.title = [.html(Element(.span) { title }.html)]
            titleBlock = first?.block == 0 && first?.heading.plainText == title ? 0 : nil
        } else if let first {
            title = first.heading.content
            titleBlock = first.block == 0 ? 0 : nil
        } else {
            title = [.html(Element(.span) { notebook.displayName.droppingExtension }.html)]
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
    /// The file's name without its folder, so that a report is the same wherever the notebook lies.
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
