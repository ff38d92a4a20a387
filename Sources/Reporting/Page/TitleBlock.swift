import Diagnostics
import Notebooks
import Workflow

/// The title, the author, the verdict on the run, and the notices.
struct TitleBlock {
    let run: Run
    let outline: Outline
    let prose: Prose
    let anchors: Anchors

    private var frontMatter: FrontMatter { run.plan.notebook.frontMatter }

    var node: Element {
        Element(.header, .class("title-block")) {
            Element(.h1, outline.titleAnchor.map { .id($0) }) { outline.title.nodes(prose) }
            if let description = frontMatter.description {
                Element(.p, .class("description")) { description }
            }
            if let byline { Element(.p, .class("byline")) { byline } }
            verdict
            ChecksLine(run: run, anchors: anchors).node
            notices
        }
    }

    private var byline: [Node]? {
        let authors = frontMatter.authors.joined(separator: ", ")
        let parts = [authors, frontMatter.date ?? ""].filter { !$0.isEmpty }
        return parts.isEmpty ? nil : [.text(parts.joined(separator: " · "))]
    }

    private var verdict: Element {
        let verdict = Verdict(of: run)
        return Element(.p, .class(verdict.isGood ? "verdict good" : "verdict bad")) {
            Element(.span, .class("mark"), .hidden) { verdict.isGood ? "✓" : "✗" }
            " "
            Element(.span) { verdict.text + "." }
            " "
            Element(.a, .href(to: anchors.own("provenance"))) { "How this was made" }
        }
    }

    @NodeBuilder private var notices: [Node] {
        let failures = failures
        if !failures.isEmpty {
            Element(.div, .class("notice bad"), Attribute("role", "note"), .label("What went wrong")) {
                Element(.ul) { for failure in failures { Element(.li) { failure } } }
            }
        }
        if run.status == .interrupted {
            Element(.div, .class("notice"), Attribute("role", "note")) {
                Element(.p) { "The run was interrupted, so this report is not complete." }
            }
        }
        if let lastGoodReport = run.lastGoodReport {
            Element(.div, .class("notice"), Attribute("role", "note")) {
                Element(.p) {
                    Self.lastGoodLink(to: lastGoodReport)
                    " of this notebook is kept."
                }
            }
        }
        let stepWarnings = self.warnings.ofSteps
        let warnings = self.warnings.others
        // Information about a step is at the step.
        let notices = run.notices.filter { $0.kind == .warning }
        if !notices.isEmpty || !run.plan.warnings.isEmpty {
            Element(.div, .class("notice"), Attribute("role", "note"), .label("To be noted")) {
                for notice in notices { Element(.p) { notice.message } }
                for warning in stepWarnings { self.warning(warning) }
                if warnings.count > Self.warningsShown {
                    Element(.details) {
                        Element(.summary) {
                            "\(warnings.count) places that this report leaves out, or shows as they are written"
                        }
                        for warning in warnings { self.warning(warning) }
                    }
                } else {
                    for warning in warnings { self.warning(warning) }
                }
            }
        }
    }

    /// The link to the report of the last good run.
    static func lastGoodLink(to path: String) -> Element {
        Element(.a, .href(toFile: path)) { "The last good report" }
    }

    /// The warnings of steps, which are about results and never folded, and all others.
    private var warnings: (ofSteps: [Diagnostic], others: [Diagnostic]) {
        let steps = Set(run.plan.steps.map(\.step))
        var warnings = (ofSteps: [Diagnostic](), others: [Diagnostic]())
        for warning in run.plan.warnings {
            if steps.contains(String(warning.id.prefix { $0 != "." })) {
                warnings.ofSteps.append(warning)
            } else {
                warnings.others.append(warning)
            }
        }
        return warnings
    }

    /// The number of warnings shown; more are folded.
    private static let warningsShown = 4

    private func warning(_ warning: Diagnostic) -> Element {
        Element(.p) {
            "line \(line(of: warning)): \(warning.message)"
            if let hint = warning.label ?? warning.notes.first?.message {
                " "
                Element(.span, .class("hint")) { "(\(hint))" }
            }
        }
    }

    private func line(of warning: Diagnostic) -> Int {
        run.plan.notebook.source.position(of: warning.range.lowerBound).line
    }

    /// A line for each failed step and each claim that does not hold, in order, with a link to it.
    private var failures: [[Node]] {
        run.steps.compactMap { record in
            func link(_ words: String) -> Node {
                .element(Element(.a, .href(to: anchors.step(record.step.index))) { words })
            }
            if case .failed(let message) = record.outcome {
                return [
                    link("\(record.step.step) (line \(record.step.line))"),
                    .text(" failed: \(message.prefix { !$0.isNewline })"),
                ]
            }
            if let expectation = record.expectation, !expectation.isMet {
                return [.text("Not met: "), link(expectation.claim), .text(" (line \(expectation.line))")]
            }
            return nil
        }
    }
}
