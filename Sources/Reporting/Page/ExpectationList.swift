import Workflow

/// Claims, whether each holds, and the numbers it depends on.
struct ExpectationList {
    let records: [StepRecord]
    let anchors: Anchors
    let linksToSteps: Bool

    var node: Element? {
        let checked = records.compactMap { record in record.expectation.map { (record.step.index, $0) } }
        guard !checked.isEmpty else { return nil }
        return Element(.ul, .class("expectations"), Attribute("role", "list")) {
            for (step, expectation) in checked { item(expectation, step: step) }
        }
    }

    private func item(_ expectation: CheckedExpectation, step: Int) -> Element {
        Element(.li, .class(expectation.isMet ? "met" : "unmet")) {
            Element(.span, .class("mark")) { expectation.isMet ? "✓ met" : "✗ not met" }
            " "
            Element(.span, .class("claim")) {
                if linksToSteps {
                    Element(.a, .href(to: anchors.step(step))) { expectation.claim }
                } else {
                    expectation.claim
                }
            }
            " "
            Element(.span, .class("evidence")) {
                Element(.code) { expectation.condition }
                for fact in expectation.evidence {
                    ", "
                    Element(.code) { fact.name }
                    " is "
                    Element(.b) { fact.value }
                }
            }
        }
    }
}
