import Workflow

/// The steps of a cell with their outcomes. Times and cache hits are in the timing table, from which the page's script
/// copies them.
struct StepList {
    let records: [StepRecord]
    let anchors: Anchors

    var node: Element {
        Element(.ol, .class("steps"), Attribute("role", "list"), .label("Steps")) {
            for record in records { item(record) }
        }
    }

    private func item(_ record: StepRecord) -> Element {
        Element(.li, .id(anchors.step(record.step.index)), .class(className(of: record.outcome))) {
            mark(of: record)
            Element(.span, .class("step-name")) { record.step.step }
            if let name = record.step.name {
                " "
                Element(.span, .class("binding")) { "→\u{A0}\(name)" }
            }
            if record.wasRun {
                " "
                Element(.a, .class("took"), .href(to: anchors.time(record.step.index))) { "timing" }
            }
        }
    }

    private func className(of outcome: StepRecord.Outcome) -> String {
        switch outcome {
        case .computed, .cached: "done"
        case .failed: "failed"
        case .blocked, .interrupted: "skipped"
        }
    }

    @NodeBuilder private func mark(of record: StepRecord) -> [Node] {
        switch record.outcome {
        case .computed, .cached: Node.group([])
        case .failed: Element(.span, .class("mark")) { "✗ failed: " }
        case .blocked, .interrupted:
            Element(.span, .class("mark")) { record.wasCutShort ? "– interrupted: " : "– not run: " }
        }
    }
}
