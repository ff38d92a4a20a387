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
            for record in records { for notice in record.information { Self.told(notice, by: record.step) } }
            FailureList(records: records, run: run).node
            CellOutcome(cell: cell, records: records, anchors: anchors, figureNumbers: figureNumbers).nodes
        }
    }

    /// What became of something that a step was asked for.
    private static func told(_ notice: Notice, by step: PlannedStep) -> Element {
        Element(.p, .class("note")) {
            Element(.code) { step.name ?? step.step }
            ": \(notice.message)"
        }
    }
}
