import Figures
import Workflow

/// The page of any number of runs side by side.
struct SeveralRunsPage {
    private let runs: SeveralRuns

    init(of runs: SeveralRuns) { self.runs = runs }

    /// The whole page.
    var html: String {
        let figures = FigureResources(of: [LineChart.self], and: [.differences])
        return "<!DOCTYPE html>\n"
            + Element(.html, Attribute("lang", "en")) {
                PageHead(
                    title: title, generator: Comparison.generator, script: Script.text(with: figures),
                    figures: figures
                ).node
                body
            }.html
    }

    private var notebook: String? { runs.notebooks.isSame ? runs.sides.first?.record.notebook : nil }

    private var count: String { NumberText.grouped(runs.sides.count) }

    private var title: String { "\(count) runs of \(notebook ?? "several notebooks")" }

    private var body: Element {
        Element(.body) {
            Element(.a, .class("skip"), .href(to: "main")) { "Skip to the text" }
            Element(.button, Attribute("type", "button"), .class("theme"), .flag("hidden")) { "Theme: auto" }
            Element(.div, .class("page")) {
                Element(.header, .class("title-block")) {
                    // From separate texts, so that bidirectional control characters in a name end with it.
                    Element(.h1) {
                        "\(count) runs of "
                        if let notebook { BreakableName(notebook).nodes } else { "several notebooks" }
                    }
                    Element(.p, .class("verdict")) { (failures + [verdict]).joined(separator: " ") }
                }
                Element(.main, .id("main"), Attribute("tabindex", "-1")) {
                    section("Runs") { SeveralRunsTable(runs: runs).nodes }
                    for (name, chart) in runs.curves { curves(name, chart) }
                    if !runs.expectations.isEmpty {
                        section("Expectations") {
                            GroupedTable(
                                label: "Expectations", rows: runs.expectations, letters: letters
                            ).nodes
                        }
                    }
                    section("Text") { Element(.p) { text } }
                    section("What they depend on") { basis }
                }
            }
            Element(.footer) { Element(.p) { "Made with stepbook." } }
        }
    }

    private var letters: [String] { runs.sides.map(\.letter) }

    private func section(_ title: String, @NodeBuilder content: () -> [Node]) -> [Node] {
        [.element(Element(.h2) { title })] + content()
    }

    /// The best values in one sentence.
    private var verdict: String {
        let judged = runs.values.filter { !$0.best.isEmpty }
        guard !judged.isEmpty else {
            return runs.values.allSatisfy(\.isSame)
                ? "All values are the same." : "No value differs that could be better or worse."
        }
        let sentences = judged.prefix(4).map { row in
            "\(row.name) in \(GroupedTable.words(row.best.map { letters[$0] })) (\(row.text(row.best[0])))"
        }
        return "Best: " + sentences.joined(separator: "; ") + (judged.count > 4 ? "; and more." : ".")
    }

    private var failures: [String] {
        runs.sides.indices.compactMap { index in
            let count = runs.expectations.count { $0.values[index] == Comparison.notMet }
            return count == 0
                ? nil
                : "\(letters[index]) does not meet \(count == 1 ? "an expectation" : "\(NumberText.grouped(count)) expectations")."
        }
    }

    private func curves(_ name: String, _ chart: LineChart) -> [Node] {
        let anchor = "curves-" + name.utf8.map { String($0, radix: 16) }.joined()
        return section("Training of \(name)") {
            Element(.div, .class("cell")) {
                Element(.figure) { LineChartView(chart: chart, anchor: anchor).node }
            }
        }
    }

    private var text: String {
        guard let texts = runs.texts else {
            return
                "One of the records does not have the notebook's text, as older records do, so the texts cannot be compared."
        }
        guard texts.count > 1 else { return "All ran the same text." }
        let groups = texts.map { "\(GroupedTable.words($0))" }.joined(separator: "; ")
        return
            "They ran \(NumberText.grouped(texts.count)) different texts: \(groups). A comparison of two of them shows the differences."
    }

    @NodeBuilder private var basis: [Node] {
        if runs.data.isEmpty {
            Element(.p) { "None read a file of data." }
        } else {
            GroupedTable(
                label: "Data, by the beginning of its SHA-256", isCaptioned: true, rows: runs.data,
                letters: letters, shown: 12
            ).nodes
        }
        GroupedTable(
            label: "Software and machine", isCaptioned: true, rows: runs.environment, letters: letters
        ).nodes
        Element(.p, .class("note")) {
            "A comparison of two of them also shows the step at which they part, and the images that only one misclassifies."
        }
    }
}
