import Figures
import Workflow

/// The table of settings, the best first: the first hundred in sight, and the others folded in parts, so that a page of
/// ten thousand opens at once.
struct SettingsTable {
    let result: SweepResult
    let text: MeasureText
    let links: RunLinks

    /// The number of rows in sight, and in each folded part.
    private static let (shown, part) = (100, 1000)

    private let rows: [SettingRow]
    private let mistakes: PageMistakes

    init(of result: SweepResult, text: MeasureText, links: RunLinks) {
        self.result = result
        self.text = text
        self.links = links
        rows = SettingRow.all(of: result)
        mistakes = PageMistakes(of: result)
    }

    var node: Element {
        let columns = columns
        return Element(
            .div, .class("settings"), .flag("data-share", if: text.isShare),
            result.best.map { Attribute("data-best", String($0.index + 1)) }
        ) {
            table(rows.prefix(Self.shown), columns, caption: caption)
            for start in stride(from: Self.shown, to: rows.count, by: Self.part) {
                let part = rows[start..<min(start + Self.part, rows.count)]
                Element(.details, .class("data")) {
                    Element(.summary) {
                        "Rows \(NumberText.grouped(start + 1)) to \(NumberText.grouped(part.endIndex))"
                    }
                    table(part, columns, caption: nil)
                }
            }
            notes
        }
    }

    private var caption: String {
        let settings = rows.count == 1 ? "1 setting" : "\(NumberText.grouped(rows.count)) settings"
        guard let measure = result.measure else { return settings }
        return "\(settings) by \(measure.name), of which the \(measure.direction.rawValue) is better"
    }

    private func table(_ rows: ArraySlice<SettingRow>, _ columns: [SettingColumn], caption: String?)
        -> Element
    {
        let label = "Settings, rows \(rows.startIndex + 1) to \(rows.endIndex)"
        return ScrollBox(label: label) {
            Element(.table, .class("numbers ranking")) {
                if let caption { Element(.caption) { Element(.span) { caption } } }
                Element(.thead) { Element(.tr) { columns.map(\.headingCell) } }
                Element(.tbody) {
                    for row in rows {
                        Element(
                            .tr, row.isBest ? .class("chosen") : nil,
                            result.measure == nil
                                ? nil : Attribute("data-values", row.values(for: result.seeds)),
                            mistakes[row.setting].map { Attribute("data-mistakes", $0) }
                        ) { columns.map { $0.cell(of: row) } }
                    }
                }
            }
        }.node
    }

    private func words(_ words: String?) -> Node { .text(words ?? "–") }

    private var columns: [SettingColumn] {
        parameters + measurements + differences + [runs]
    }

    private var parameters: [SettingColumn] {
        let first = [
            SettingColumn(heading: "rank") { words($0.rank.map(String.init)) },
            SettingColumn(heading: "setting", isHeader: true) { .text(String($0.setting.index + 1)) },
        ]
        return first
            + result.parameters.enumerated().map { place, name in
                func value(_ row: SettingRow) -> Value? {
                    row.setting.setting.indices.contains(place) ? row.setting.setting[place].value : nil
                }
                let isNumeric = rows.allSatisfy { value($0)?.number != nil }
                return SettingColumn(heading: name, isNumeric: isNumeric) { words(value($0)?.inTable) }
            }
    }

    private var measurements: [SettingColumn] {
        guard result.measure != nil else { return [] }
        let isRepeated = rows.contains { $0.setting.measurements.count > 1 }
        var columns = [
            SettingColumn(heading: isRepeated ? "mean ± standard deviation" : "measure") {
                words($0.setting.summary.map(text.spread))
            },
            SettingColumn(heading: "n") { .text(String($0.setting.measurements.count)) },
        ]
        if isRepeated {
            columns.append(
                SettingColumn(heading: "95\u{A0}% interval") {
                    words($0.setting.summary.flatMap(text.interval))
                })
        }
        if rows.contains(where: { $0.curve != nil }) {
            columns.append(SettingColumn(heading: "best epoch") { words(Self.epoch($0.curve?.bestEpoch)) })
            columns.append(SettingColumn(heading: "last epoch") { words(Self.epoch($0.curve?.lastEpoch)) })
        }
        return columns
    }

    /// A mean of epochs.
    private static func epoch(_ summary: SampleSummary?) -> String? {
        summary.map { MeasureText.rounded($0.mean, digits: 3) }
    }

    private var differences: [SettingColumn] {
        guard result.best != nil, rows.count > 1 else { return [] }
        return [
            SettingColumn(
                heading: "difference from the best\(text.isShare ? ", points" : "")", part: .difference
            ) {
                words($0.difference?.paired.map { text.difference($0.differences.mean) })
            },
            SettingColumn(heading: "p", part: .probability) {
                words($0.difference?.pValue.map(MeasureText.probability))
            },
            SettingColumn(heading: "test", isNumeric: false, part: .test) {
                .text($0.isBest ? "the best" : $0.difference?.shortTest ?? "–")
            },
        ]
    }

    /// The runs, unfolded on demand, with links to their reports.
    private var runs: SettingColumn {
        SettingColumn(heading: "runs", isNumeric: false, isSortable: false) { row in
            let list = row.runs.map { run in links.node(to: run, "seed \(run.seed)") }
            let faults = row.faults.isEmpty ? "" : " (\(row.faults))"
            guard row.runs.count > 1 else { return .group(list + [.text(faults)]) }
            return .element(
                Element(.details) {
                    Element(.summary) { "\(row.runs.count)\(faults)" }
                    Element(.ul) {
                        for (run, link) in zip(row.runs, list) {
                            Element(.li) {
                                link; result(of: run)
                            }
                        }
                    }
                })
        }
    }

    private func result(of run: SweepRun) -> String {
        if let value = result.measure?.value(in: run) { return ": \(text.value(value))" }
        switch run.outcome {
        case .failed: return ": failed"
        case .interrupted: return ": not run"
        case .ok, .expectationNotMet: return ": no measure"
        }
    }

    /// What the columns are, and which tests there are, each in a sentence.
    @NodeBuilder private var notes: [Node] {
        if result.measure != nil, rows.contains(where: { $0.setting.measurements.count > 1 }) {
            Element(.p, .class("note")) {
                "n is the number of seeds; the interval is the 95\u{A0}% interval of the mean by Student's t."
            }
        }
        let tests = tests
        if !tests.isEmpty {
            Element(.p, .class("note")) {
                "p is the probability of a difference at least as large by chance: "
                    + tests.joined(separator: "; ")
                    + (rows.count > 2 ? ". It is not corrected for the number of settings." : ".")
            }
        }
        if rows.count > 2, let evaluation = mistakes.evaluation {
            Element(.p, .class("note")) {
                "Differences from a chosen setting with one seed in common are tested in the same way, by McNemar's test on the "
                    + "images of '\(evaluation)': exactly, or from 25 images on that only one network classifies correctly, by "
                    + "χ² with continuity correction."
                    + (mistakes.isCut
                        ? " The page has the mistakes of \(NumberText.grouped(mistakes.count)) settings only, the best."
                        : "")
            }
        }
    }

    /// The explanations of the tests, each once, in the order of the rows.
    private var tests: [String] {
        var explanations: [String] = []
        var seen: Set<String> = []
        for row in rows {
            guard let words = row.difference?.explanation, seen.insert(words).inserted else { continue }
            explanations.append(words)
        }
        let most = 4
        return Array(explanations.prefix(most))
            + (explanations.count > most ? ["and \(explanations.count - most) others, as in the record"] : [])
    }
}
