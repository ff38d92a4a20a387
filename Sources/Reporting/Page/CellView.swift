import Notebooks
import Workflow

/// A cell: its source, what came of its steps, and what they show.
struct CellView {
    let cell: Cell
    /// What came of its steps.
    let records: [StepRecord]
    let run: Run
    let anchors: Anchors
    let figureNumbers: FigureNumbers

    var node: Element {
        Element(
            .div, .class("cell"), .id(anchors.cell(cell)), Attribute("role", "group"),
            .label("Cell \(cell.index + 1)")
        ) {
            CodeView(cell: cell).node
            if !records.isEmpty { StepList(records: records, anchors: anchors).node }
            FailureList(records: records, run: run).node
            figures
            savedFiles
            ExpectationList(records: records, anchors: anchors, linksToSteps: false).node
        }
    }

    private var figures: Element? {
        let shown = records.flatMap(\.figures)
        guard !shown.isEmpty else { return nil }
        return Element(.figure) {
            for (place, figure) in shown.enumerated() {
                FigureView(figure: figure, anchor: anchors.figure(cell: cell.index, place: place)).node
            }
            caption
        }
    }

    private var caption: Element? {
        let number = figureNumbers.number(ofCell: cell.index)
        guard number != nil || cell.options.caption != nil else { return nil }
        return Element(.figcaption) {
            if let number { Element(.b) { "Figure\u{A0}\(number)." } }
            if let caption = cell.options.caption { " " + caption }
        }
    }

    private var savedFiles: Element? {
        let files = records.flatMap(\.files)
        guard !files.isEmpty else { return nil }
        return Element(.ul, .class("saved"), Attribute("role", "list")) {
            for file in files {
                Element(.li) {
                    "Saved "
                    Element(.code) { file.path }
                    ", \(NumberText.bytes(file.bytes))"
                }
            }
        }
    }
}
