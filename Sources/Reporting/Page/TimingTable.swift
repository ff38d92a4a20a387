import FoundationEssentials
import Workflow

/// Everything that differs between two runs with the same results: date, duration, cache hits, and the notebook's
/// commit.
struct TimingTable {
    let run: Run
    let anchors: Anchors
    /// The number of the live report; `nil` for a static page.
    var liveNumber: Int?

    /// The section between the comments that mark it.
    @NodeBuilder var nodes: [Node] {
        Node.markup(SafeMarkup("<!-- timing: begin -->\n"))
        section
        Node.markup(SafeMarkup("<!-- timing: end -->\n"))
    }

    private var section: Element {
        Element(
            .section, .class("timing"), .id(anchors.own("timing")), .flag("data-volatile"),
            Attribute("data-took", summary), liveNumber.map { Attribute("data-report", String($0)) }
        ) {
            Element(.h2) { "Timing" }
            Element(.p) {
                "Started "
                Element(.time, Attribute("datetime", started)) { startedInWords }
                "; took \(NumberText.duration(seconds: run.timing.seconds)). \(cachedInWords)"
                if let revision = run.revision { " Notebook: \(revision.words)." }
            }
            ScrollBox(label: "Timing of the steps") { table }.node
            if run.steps.contains(where: { $0.wasRun && !$0.inputs.isEmpty }) {
                Element(.p, .class("note")) {
                    "A step that reads files reads and hashes them in every run, since their contents alone tell whether its result "
                        + "is still the one; that is in the time of this run, and not in the time to compute."
                }
            }
        }
    }

    private var table: Element {
        Element(.table, .class("numbers listing")) {
            Element(.thead) {
                Element(.tr) {
                    for name in ["step", "name"] { Element(.th, .class("text"), .scope("col")) { name } }
                    Element(.th, .scope("col")) { "line" }
                    Element(.th, .class("text"), .scope("col")) { "outcome" }
                    for name in ["this run", "to compute"] { Element(.th, .scope("col")) { name } }
                }
            }
            Element(.tbody) { for record in run.steps { row(record) } }
        }
    }

    private func row(_ record: StepRecord) -> Element {
        let step = record.step
        return Element(
            .tr, .id(anchors.time(step.index)),
            record.wasRun ? Attribute("data-step", anchors.step(step.index)) : nil,
            record.wasRun ? Attribute("data-took", summary(record)) : nil
        ) {
            Element(.th, .scope("row")) { Element(.a, .href(to: anchors.step(step.index))) { step.step } }
            Element(.td, .class("text")) { step.name ?? "" }
            Element(.td) { String(step.line) }
            Element(.td, .class("text")) { Self.outcome(record) }
            Element(.td) { record.wasRun ? NumberText.duration(seconds: record.seconds) : "" }
            Element(.td) { record.isDone ? NumberText.duration(seconds: record.computeSeconds) : "" }
        }
    }

    private func summary(_ record: StepRecord) -> String {
        switch record.outcome {
        case .computed: NumberText.duration(seconds: record.seconds)
        case .cached where record.computeSeconds < 0.01: "cached"
        case .cached: "cached, \(NumberText.duration(seconds: record.computeSeconds)) when computed"
        case .failed: "after \(NumberText.duration(seconds: record.seconds))"
        case .blocked, .interrupted: ""
        }
    }

    /// Why a step took time although it was cached, or longer than its computation.
    private static func reading(_ record: StepRecord) -> String {
        switch record.inputs.fileCount {
        case 0: ""
        case 1: ", 1 file hashed"
        case let count: ", \(NumberText.grouped(count)) files hashed"
        }
    }

    private static func outcome(_ record: StepRecord) -> String {
        switch record.outcome {
        case .computed: "computed" + reading(record)
        case .cached: "cached" + reading(record)
        case .failed: "failed"
        case .blocked, .interrupted: record.wasCutShort ? "interrupted" : "not run"
        }
    }

    private var summary: String {
        let cached = run.steps.filter { $0.outcome == .cached }.count
        let time = NumberText.duration(seconds: run.timing.seconds)
        let work =
            cached == 0 ? "\(time), none cached" : "\(time), \(cached) of \(run.steps.count) steps cached"
        switch run.revision {
        case nil, .unknown: return work
        case let revision?: return "\(work) · notebook \(revision.words)"
        }
    }

    private var started: String { run.timing.started.formatted(.iso8601) }

    private var startedInWords: String {
        started.replacing("T", with: " ").replacing("Z", with: "\u{A0}UTC")
    }

    private var cachedInWords: String {
        let cached = run.steps.filter { $0.outcome == .cached }.count
        return switch cached {
        case 0: "No step came from the cache."
        case run.steps.count: "Every step came from the cache."
        default: "\(cached) of \(run.steps.count) steps came from the cache."
        }
    }
}
