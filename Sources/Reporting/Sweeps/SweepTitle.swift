import Workflow

/// The title of a sweep's page, its result in a sentence, and what has to be known of it first.
struct SweepTitle {
    let result: SweepResult
    let text: MeasureText
    let names: SettingNames

    var node: Element {
        Element(.header, .class("title-block")) {
            // From separate texts, so that bidirectional control characters in a name end with it.
            Element(.h1) {
                "Sweep of "
                BreakableName(result.notebook).nodes
            }
            Element(.p, .class("verdict")) { sentence }
            Element(.p, .class("checks")) {
                runs
                "\u{A0}· "
                Element(.a, .class("took"), .href(to: "timing")) { "timing" }
            }
            notices
        }
    }

    /// The best setting, its mean and how sure that is.
    private var sentence: String {
        guard let best = result.best, let summary = best.summary, let measure = result.measure else {
            return "No run has a measure by which settings could be ranked."
        }
        let place =
            result.settings.count == 1
            ? "The only setting" : "The best of \(NumberText.grouped(result.settings.count)) settings"
        let which = best.setting.isEmpty ? place : "\(place), \(names.words(best)),"
        let number = "\(which) has \(measure.name) \(text.spread(summary))"
        guard let interval = text.interval(summary) else {
            return "\(number), of a single seed, which does not tell how much others differ."
        }
        return
            "\(number), mean ± standard deviation of \(summary.count) seeds; 95\u{A0}% interval of the mean "
            + "\(interval) by Student's t."
    }

    /// The number of runs, and how they ended.
    private var runs: String {
        let failed = result.settings.reduce(0) { $0 + $1.failures.count }
        let stopped = result.settings.reduce(0) { $0 + $1.interrupted }
        let unmet = result.settings.reduce(0) { $0 + $1.unmet }
        let count = result.runs.count
        let parts = [
            (failed, "failed"), (stopped, "not run"), (unmet, "with an expectation that is not met"),
        ].filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
        return (["\(NumberText.grouped(count)) \(count == 1 ? "run" : "runs")"] + parts).joined(
            separator: ", ")
    }

    @NodeBuilder private var notices: [Node] {
        if let measure = result.measure, measure.source != .validation { warning(of: measure) }
        let failed = result.settings.filter { !$0.failures.isEmpty }.count
        if failed > 0 {
            Element(.div, .class("notice bad"), Attribute("role", "note"), .label("What went wrong")) {
                Element(.p) {
                    "Runs of \(failed == 1 ? "one setting" : "\(NumberText.grouped(failed)) settings") failed: see the "
                    Element(.a, .href(to: "failures")) { "messages" }
                    ". A setting without the measure of every seed is ranked after those that have all."
                }
            }
        }
        let stopped = result.settings.reduce(0) { $0 + $1.interrupted }
        if stopped > 0 {
            Element(.div, .class("notice"), Attribute("role", "note"), .label("Not complete")) {
                Element(.p) {
                    "The sweep is not complete: "
                        + (stopped == 1 ? "one run was" : "\(NumberText.grouped(stopped)) runs were")
                        + " stopped or not begun. The same command goes on with what is missing."
                }
            }
        }
    }

    /// That the choice is not by figures that are there to choose by.
    private func warning(of measure: RankingMeasure) -> Element {
        let isTest = measure.source == .test
        return Element(
            .div, .class("notice bad"), Attribute("role", "note"),
            .label(isTest ? "Ranked by test figures" : "Ranked by training figures")
        ) {
            Element(.p) {
                Element(.strong) { isTest ? "Ranked by test figures." : "Ranked by training figures." }
                " \(measure.name) is \(measure.reason). "
                if isTest {
                    "The images that the settings were chosen by are no test of the chosen one any more: its figure is too "
                        + "good, the more so the more settings there are. To choose by other images, let 'train' hold "
                        + "some out with 'validation: 0.1'."
                } else {
                    "The setting that overfits most is the best by them. To choose by other images, let 'train' hold "
                        + "some out with 'validation: 0.1'."
                }
            }
        }
    }
}
