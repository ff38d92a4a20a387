package import Figures
import Notebooks
package import Workflow

/// The page of a run, part by part.
package struct Page: Sendable {
    private let run: Run
    /// The number of the live report; `nil` for a static page.
    private let liveNumber: Int?
    /// The kinds of figures that its steps may show.
    private let figureKinds: FigureKinds
    private let template: PageTemplate
    /// The records of each cell's steps, by the cell's index.
    private let records: [Int: [StepRecord]]
    private let anchors: Anchors
    private let outline: Outline
    private let figureNumbers: FigureNumbers

    /// Lays out the page of a run.
    ///
    /// - Parameters:
    ///   - liveNumber: the number of the live report; `nil` for a static page.
    ///   - figureKinds: the kinds of figures that the notebook's steps may show.
    package init(
        of run: Run, liveNumber: Int? = nil, template: PageTemplate? = nil,
        figureKinds: FigureKinds = .standard
    ) {
        self.run = run
        self.figureKinds = figureKinds
        self.template = template ?? .standard
        self.liveNumber = liveNumber
        records = Dictionary(grouping: run.steps) { $0.step.cell }
        anchors = Anchors(of: run.plan.notebook)
        outline = Outline(of: run.plan.notebook)
        figureNumbers = FigureNumbers(of: run)
    }

    /// The whole page.
    package var html: String {
        let head = head
        let contents = contents
        let parts: [Placeholder: String] = [
            .style: head.style, .script: head.script, .title: head.title.escaped,
            .titleBlock: TitleBlock(run: run, outline: outline, prose: prose, anchors: anchors).node.html,
            .contents: contents.map { list in Element(.div, .class("side")) { list }.html } ?? "",
            .content: Node.group(blocks).html, .expectations: expectations?.html ?? "",
            .provenance: Provenance(run: run, anchors: anchors).node.html,
            .timing: Node.group(TimingTable(run: run, anchors: anchors, liveNumber: liveNumber).nodes).html,
            .pageClass: contents == nil ? "page" : "page with-contents", .main: anchors.own("main"),
        ]
        let page = template.page(parts, asksServer: head.isLive) { Node.group(head.metadata($0)).html }
        return liveNumber == nil ? PageSeal.sealed(page) : page
    }

    private var head: PageHead {
        let frontMatter = run.plan.notebook.frontMatter
        // A live page receives figures of other kinds without reloading.
        let figures =
            liveNumber == nil
            ? FigureResources(of: run.steps.flatMap(\.figures)) : FigureResources(of: figureKinds.all)
        return PageHead(
            title: outline.title.words(prose), description: frontMatter.description,
            authors: frontMatter.authors, script: Script.text(with: figures, isLive: liveNumber != nil),
            figures: figures, isLive: liveNumber != nil)
    }

    private var prose: Prose {
        Prose(run: run, anchors: anchors, figureNumbers: figureNumbers) { .element(cell($0)) }
    }

    private func cell(_ index: Int) -> Element {
        CellView(
            cell: run.plan.notebook.cells[index], records: records[index] ?? [], run: run, anchors: anchors,
            figureNumbers: figureNumbers
        ).node
    }

    @NodeBuilder private var blocks: [Node] {
        for (index, block) in run.plan.notebook.blocks.enumerated() where index != outline.titleBlock {
            switch block {
            case .heading(let heading): self.heading(heading)
            case .prose(let block): Node.group(prose.nodes(block.tree))
            case .cell(let index): cell(index)
            }
        }
    }

    private func heading(_ heading: Heading) -> Element {
        let tags: [Tag] = [.h2, .h3, .h4, .h5, .h6]
        return Element(tags[outline.level(of: heading) - 2], .id(heading.anchor)) {
            prose.nodes(heading.content)
            Element(.a, .class("anchor"), .href(to: heading.anchor), .label("Link to this heading")) { "#" }
        }
    }

    private var expectations: Element? {
        guard let list = ExpectationList(records: run.steps, anchors: anchors, linksToSteps: true).node
        else { return nil }
        return Element(.section, .class("summary"), .id(anchors.own("expectations"))) {
            Element(.h2) { "Expectations" }
            list
        }
    }

    private var contents: Element? {
        guard run.plan.notebook.frontMatter.toc else { return nil }
        var entries: [ContentsList.Entry] = []
        for (index, block) in run.plan.notebook.blocks.enumerated() where index != outline.titleBlock {
            guard case .heading(let heading) = block else { continue }
            entries.append(
                .init(
                    anchor: heading.anchor, words: prose.words(heading.content),
                    level: outline.level(of: heading)))
        }
        guard !entries.isEmpty else { return nil }
        if run.steps.contains(where: { $0.expectation != nil }) {
            entries.append(.init(anchor: anchors.own("expectations"), words: "Expectations", level: 2))
        }
        entries.append(.init(anchor: anchors.own("provenance"), words: "How this was made", level: 2))
        return ContentsList(entries).node
    }
}
