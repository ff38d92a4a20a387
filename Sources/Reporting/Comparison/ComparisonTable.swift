/// Values of two runs side by side, those that differ before those that do not.
struct ComparisonTable {
    /// The description of the values.
    let label: String
    /// Whether it is the table's caption, if no heading has it.
    var isCaptioned = false
    let metrics: [Metric]
    /// The number of characters shown of each value; `nil` for all.
    var shown: Int?
    /// Whether there is a column of differences.
    var hasDifferences = false

    /// The table; equal values can be unfolded.
    @NodeBuilder var nodes: [Node] {
        let different = metrics.filter { $0.verdict != .same }
        let same = metrics.filter { $0.verdict == .same }
        if different.isEmpty {
            Element(.p) { isCaptioned ? "\(label): the same in both." : "The same in both." }
        } else {
            table(different)
        }
        if !same.isEmpty {
            Element(.details, .class("data")) {
                Element(.summary) { "The same in both: \(same.count)" }
                table(same)
            }
        }
    }

    private func table(_ metrics: [Metric]) -> Element {
        let isNumeric = metrics.allSatisfy {
            [$0.first, $0.second].allSatisfy { $0?.number != nil || $0 == nil }
        }
        let hasDifferences = hasDifferences && metrics.contains { $0.verdict != .same }
        return ScrollBox(label: label) {
            Element(.table, .class(isNumeric ? "numbers listing" : "listing")) {
                if isCaptioned { Element(.caption) { label } }
                Element(.thead) {
                    Element(.tr) {
                        Element(.th, .scope("col")) { "name" }
                        for letter in ["A", "B"] { Element(.th, .scope("col")) { letter } }
                        if hasDifferences { Element(.th, .scope("col")) { "B compared with A" } }
                    }
                }
                Element(.tbody) { for metric in metrics { row(metric, hasDifferences) } }
            }
        }.node
    }

    private func text(_ text: String) -> String { shown.map { String(text.prefix($0)) } ?? text }

    private func row(_ metric: Metric, _ hasDifferences: Bool) -> Element {
        Element(.tr) {
            Element(.th, .scope("row")) { BreakableName(metric.name, breaksAtDots: true).nodes }
            Element(.td) { text(metric.text(metric.first)) }
            Element(.td) { text(metric.text(metric.second)) }
            if hasDifferences {
                Element(.td) {
                    metric.difference
                    if metric.verdict == .better { Element(.span, .class("right")) { " better" } }
                    if metric.verdict == .worse { Element(.span, .class("wrong")) { " worse" } }
                }
            }
        }
    }
}
