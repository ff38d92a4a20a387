import Notebooks
import Workflow

/// The text of a sweep's page: what the notebook says of its sweep, with the values of it.
struct SweepText {
    private let notebook: Notebook
    private let outline: Outline
    private let prose: SweptProse

    init(_ prose: SweepProse) {
        notebook = prose.notebook
        outline = Outline(of: prose.notebook)
        self.prose = SweptProse(prose, titleBlock: outline.titleBlock)
    }

    /// The text; `nil` if the notebook has nothing to say of all runs.
    var node: Element? {
        let title = title
        guard !prose.blocks.isEmpty || notebook.frontMatter.description != nil else { return nil }
        return Element(.section, .id("text")) {
            if let title { Element(.h2, .id("notebook")) { title } }
            if let description = notebook.frontMatter.description {
                Element(.p, .class("description")) { description }
            }
            for block in prose.blocks {
                switch block {
                case .heading(let heading): self.heading(heading, isBelowTitle: title != nil)
                case .prose(let text): Node.group(prose.nodes(text.tree))
                case .cell: Node.group([])
                }
            }
        }
    }

    /// The notebook's own title; `nil` if it has none, or one about a single run.
    private var title: [Node]? {
        switch outline.title {
        case .text(let text): notebook.frontMatter.title == nil ? nil : [.text(text)]
        case .heading(let tree): prose.isOfRun(tree) ? nil : prose.nodes(tree)
        }
    }

    private func heading(_ heading: Heading, isBelowTitle: Bool) -> Element {
        let tags: [Tag] = [.h2, .h3, .h4, .h5, .h6]
        let level = (outline.level(of: heading) + (isBelowTitle ? 1 : 0)).clamped(to: 2...6)
        return Element(tags[level - 2], .id(SweptProse.anchor(heading.anchor))) {
            prose.nodes(heading.content)
        }
    }
}
