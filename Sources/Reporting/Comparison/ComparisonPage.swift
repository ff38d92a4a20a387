import Figures
import Workflow

/// The page of two runs side by side.
struct ComparisonPage {
    private let comparison: Comparison
    /// Whether the runs read different data.
    private let isOfOtherData: Bool

    /// The maximum number of evaluations whose images are shown.
    private static let mostEvaluations = 32

    /// The maximum number of shown images that only one run misclassifies.
    private static let imageCount = 24

    init(of comparison: Comparison) {
        self.comparison = comparison
        isOfOtherData = comparison.data.contains { $0.verdict != .same }
    }

    /// The whole page.
    var html: String {
        let figures = FigureResources(of: [LineChart.self, ImageGrid.self], and: [.differences])
        return "<!DOCTYPE html>\n"
            + Element(.html, Attribute("lang", "en")) {
                PageHead(
                    title: title, generator: Comparison.generator, script: Script.text(with: figures),
                    figures: figures
                ).node
                body
            }.html
    }

    private var title: String {
        let (first, second) = (comparison.first.record.notebook, comparison.second.record.notebook)
        return comparison.isOfOneNotebook ? "Two runs of \(first)" : "\(first) beside \(second)"
    }

    /// The title from separate texts, so that bidirectional control characters in a name end with it.
    @NodeBuilder private var heading: [Node] {
        if comparison.isOfOneNotebook {
            "Two runs of "
            BreakableName(comparison.first.record.notebook).nodes
        } else {
            BreakableName(comparison.first.record.notebook).nodes
            " beside "
            BreakableName(comparison.second.record.notebook).nodes
        }
    }

    private var body: Element {
        Element(.body) {
            Element(.a, .class("skip"), .href(to: "main")) { "Skip to the text" }
            Element(.button, Attribute("type", "button"), .class("theme"), .flag("hidden")) { "Theme: auto" }
            Element(.div, .class("page")) {
                Element(.header, .class("title-block")) {
                    Element(.h1) { heading }
                    verdict
                    for side in [comparison.first, comparison.second] { origin(of: side) }
                }
                Element(.main, .id("main"), Attribute("tabindex", "-1")) {
                    section("Values") { values }
                    section("Parameters") {
                        ComparisonTable(label: "Parameters", metrics: comparison.params).nodes
                    }
                    for (name, chart) in comparison.curves { curves(name, chart) }
                    mistakes
                    section("Text") { text }
                    section("What they depend on") { basis }
                }
            }
            Element(.footer) { Element(.p) { "Made with stepbook." } }
        }
    }

    private func section(_ title: String, @NodeBuilder content: () -> [Node]) -> [Node] {
        [.element(Element(.h2) { title })] + content()
    }

    /// The values that can be better or worse, in one sentence.
    private var verdict: Element {
        let judged = comparison.metrics.filter { [.better, .worse].contains($0.verdict) }
        let ordered = judged.filter(\.isLeading) + judged.filter { !$0.isLeading }
        let sentences = ordered.prefix(4).map { metric in
            "\(metric.name) \(metric.text(metric.second)) (\(metric.difference), \(metric.verdict.rawValue))"
        }
        let words =
            if !judged.isEmpty {
                "B compared with A: " + sentences.joined(separator: "; ")
                    + (judged.count > 4 ? "; and more." : ".")
            } else if comparison.metrics.contains(where: { $0.verdict != .same }) {
                "No value differs that could be better or worse."
            } else {
                "All values are the same."
            }
        let failures = [("A", \Metric.first), ("B", \Metric.second)].compactMap { letter, side in
            let count = comparison.expectations.filter { $0[keyPath: side] == Comparison.notMet }.count
            return count == 0
                ? nil : "\(letter) does not meet \(count == 1 ? "an expectation" : "\(count) expectations")."
        }
        return Element(.p, .class("verdict")) { (failures + [words]).joined(separator: " ") }
    }

    private func origin(of side: Comparison.Side) -> Element {
        let record = side.record
        var parts = [side.name, record.notebook, "status \(record.status)"]
        if let revision = record.revision { parts.append("notebook \(revision)") }
        return Element(.p, .class("checks")) {
            Element(.b) { side.letter }
            for part in parts {
                "\u{A0}· "
                Element(.span) { BreakableName(part).nodes }
            }
        }
    }

    @NodeBuilder private var values: [Node] {
        ComparisonTable(label: "Values", metrics: comparison.metrics, hasDifferences: true).nodes
        if !comparison.expectations.isEmpty {
            ComparisonTable(label: "Expectations", isCaptioned: true, metrics: comparison.expectations).nodes
        }
    }

    private func curves(_ name: String, _ chart: LineChart) -> [Node] {
        section("Training of \(name)") {
            Element(.div, .class("cell")) {
                Element(.figure) { LineChartView(chart: chart, anchor: anchor("curves", name)).node }
            }
        }
    }

    @NodeBuilder private var mistakes: [Node] {
        let all = comparison.mistakes
        for mistakes in all.prefix(Self.mostEvaluations) { images(mistakes) }
        if all.count > Self.mostEvaluations {
            let left = all.count - Self.mostEvaluations
            Element(.p, .class("note")) {
                "The mistakes of \(left == 1 ? "one more evaluation" : "\(NumberText.grouped(left)) more evaluations") "
                    + "are not shown."
            }
        }
    }

    private func images(_ mistakes: MistakeComparison) -> [Node] {
        section("Mistakes of \(mistakes.name)") {
            if !mistakes.isOfSameImages {
                Element(.p) {
                    "Images of the same number have different classes in the two runs, so they were not evaluated on the same images, "
                        + "and their mistakes cannot be compared one by one."
                }
            } else {
                Element(.p) { counts(mistakes) }
                shown(mistakes, "A", Result { try mistakes.imagesOfFirst(atMost: Self.imageCount) })
                shown(mistakes, "B", Result { try mistakes.imagesOfSecond(atMost: Self.imageCount) })
            }
        }
    }

    private func counts(_ mistakes: MistakeComparison) -> String {
        let (first, second) = (mistakes.firstAlone, mistakes.secondAlone)
        var words =
            "Images misclassified by both: \(NumberText.grouped(mistakes.both)); by A alone: "
            + "\(NumberText.grouped(first)); by B alone: \(NumberText.grouped(second))."
        if !mistakes.isComplete {
            words += " The records do not have every mistake, so these are only the most confident ones."
        } else if first + second > 0 {
            let chance = NumberText.percent(mistakes.chance, decimals: mistakes.chance < 0.1 ? 1 : 0)
            words +=
                " If both were equally good, a split at least this uneven would occur by chance in "
                + "\(mistakes.chance < 0.0005 ? "less than 0.1\u{A0}%" : chance) of cases (McNemar's exact test)."
        }
        if isOfOtherData {
            words += " The runs did not read the same data, so the same number may be another image."
        }
        return words
    }

    @NodeBuilder private func shown(
        _ mistakes: MistakeComparison, _ letter: String, _ images: Result<ImageGrid?, any Error>
    ) -> [Node] {
        switch images {
        case .success(nil): Node.group([])
        case .success(var grid?):
            let _ = (grid.title = "Misclassified by \(letter) alone")
            Element(.div, .class("cell")) {
                Element(.figure) {
                    ImageGridView(grid: grid, anchor: anchor("mistakes-\(letter)", mistakes.name)).node
                }
            }
        case .failure(let failure):
            Element(.p, .class("note failure")) { "The images of \(letter) could not be drawn: \(failure)." }
        }
    }

    /// An anchor in the page for a thing of any name.
    private func anchor(_ kind: String, _ name: String) -> String {
        kind + "-" + name.utf8.map { String($0, radix: 16) }.joined()
    }

    @NodeBuilder private var text: [Node] {
        if let difference = comparison.source {
            TextDifferenceView(difference: difference).node
        } else {
            Element(.p) {
                "One of the records does not have the notebook's text, as older records do, so the texts cannot be compared."
            }
        }
    }

    @NodeBuilder private var basis: [Node] {
        if comparison.data.isEmpty {
            Element(.p) { "Neither read a file of data." }
        } else {
            ComparisonTable(
                label: "Data, by the beginning of its SHA-256", isCaptioned: true, metrics: comparison.data,
                shown: 12
            ).nodes
        }
        ComparisonTable(label: "Software and machine", isCaptioned: true, metrics: comparison.environment)
            .nodes
        steps
    }

    @NodeBuilder private var steps: [Node] {
        let pairs = zip(comparison.first.record.steps, comparison.second.record.steps)
        // A step that was not reached has no key, so nothing is known of its inputs.
        let parting = pairs.first { $0.step != $1.step || $0.key != $1.key }
        let isReached = pairs.allSatisfy { $0.key != nil && $1.key != nil }
        if let (first, second) = parting {
            Element(.p) {
                first.step == second.step && first.line == second.line
                    ? "The runs part at \(first.step) (line \(first.line)): every step before it is the same in both."
                    : "The runs part at \(first.step) (line \(first.line)) of A and \(second.step) "
                        + "(line \(second.line)) of B: every step before is the same in both."
            }
        } else if !isReached {
            Element(.p) { "Every step that was reached is the same in both, by its key in the cache." }
        } else if comparison.first.record.steps.count == comparison.second.record.steps.count {
            Element(.p) { "Every step is the same in both, by its key in the cache." }
        } else {
            Element(.p) { "One run goes on where the other ends; until then every step is the same in both." }
        }
    }
}
