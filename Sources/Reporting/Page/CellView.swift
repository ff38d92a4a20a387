import Notebooks
import Workflow

/// A cell: its source, the outcomes of its steps, and what they show.
struct CellView {
    let cell: Cell
    /// The records of its steps.
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
            CellOutcome(cell: cell, records: records, anchors: anchors, figureNumbers: figureNumbers).nodes
        }
    }
}
