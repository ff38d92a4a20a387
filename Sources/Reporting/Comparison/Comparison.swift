import Figures
package import FoundationEssentials

/// Two runs side by side, as one page.
package struct Comparison: Sendable {
    /// One of the runs.
    struct Side: Sendable {
        /// `A` or `B`.
        let letter: String
        /// The record's name, which is no path of the machine.
        let name: String
        let record: RunRecord
    }

    let first: Side
    let second: Side

    /// Compares two runs.
    ///
    /// - Parameters:
    ///   - firstPath: the path of the first run's record, as the user knows it; the page only has its file name, and
    ///     what distinguishes it from the other.
    ///   - secondPath: the path of the second run's record.
    package init(_ first: RunRecord, at firstPath: String, with second: RunRecord, at secondPath: String) {
        let names = RecordNames([firstPath, secondPath]).names
        self.first = Side(letter: "A", name: names[0], record: first)
        self.second = Side(letter: "B", name: names[1], record: second)
    }

    /// Whether a file is such a page.
    package static func isPage(_ file: Data) -> Bool {
        file.prefix(4096).firstRange(of: Data("content=\"\(generator)\"".utf8)) != nil
    }

    /// The page's generator.
    static let generator = "stepbook compare"

    /// The page.
    package var html: String { ComparisonPage(of: self).html }

    /// Whether both ran a notebook of the same name.
    var isOfOneNotebook: Bool { first.record.notebook == second.record.notebook }

    /// The values of the notebooks' names.
    var metrics: [Metric] { Metric.pairs(of: first.record.values.byName, and: second.record.values.byName) }

    /// The parameters, and the seed with them.
    var params: [Metric] {
        func all(_ side: Side) -> [String: RunRecord.Value] {
            // A parameter may have this name, too.
            let name =
                [first, second].contains { $0.record.params.byName["seed"] != nil }
                ? "the run's seed" : "seed"
            return side.record.params.byName.merging([name: .text(String(side.record.seed))]) { given, _ in
                given
            }
        }
        return Metric.pairs(of: all(first), and: all(second))
    }

    /// The machines and the software.
    var environment: [Metric] {
        func all(_ side: Side) -> [String: RunRecord.Value] {
            side.record.environment.byName.mapValues(RunRecord.Value.text)
        }
        return Metric.pairs(of: all(first), and: all(second))
    }

    /// The data's hashes, by file.
    var data: [Metric] {
        func all(_ side: Side) -> [String: RunRecord.Value] {
            Dictionary(side.record.data.map { ($0.name, .text($0.sha256)) }) { _, last in
                last
            }
        }
        return Metric.pairs(of: all(first), and: all(second))
    }

    /// The value of a claim that does not hold.
    static let notMet = RunRecord.Value.text("not met")

    /// The notebooks' claims, and whether they hold.
    var expectations: [Metric] {
        func all(_ side: Side) -> [String: RunRecord.Value] {
            Dictionary(
                side.record.expectations.map { ($0.claim, $0.met ? .text("met") : Self.notMet) }
            ) { one, other in one == Self.notMet ? one : other }
        }
        return Metric.pairs(of: all(first), and: all(second))
    }

    /// The difference of the notebooks' texts; `nil` if a record has none.
    var source: TextDifference? {
        guard let first = first.record.source, let second = second.record.source else { return nil }
        return TextDifference(from: first, to: second)
    }

    /// The mistakes of the evaluations that both have.
    var mistakes: [MistakeComparison] {
        pairs(first.record.mistakes.byName, second.record.mistakes.byName).map {
            MistakeComparison(name: $0, first: $1, second: $2)
        }
    }

    /// The curves of the models that both have, in common charts.
    var curves: [(name: String, chart: LineChart)] {
        pairs(first.record.history.byName, second.record.history.byName).compactMap { name, first, second in
            let (first, second) = (first.byName, second.byName)
            let panels = Self.panels.compactMap { key, title -> LineChart.Panel? in
                let curves = [(self.first, first), (self.second, second)].compactMap { side, history in
                    history[key].flatMap { curve -> LineChart.Series? in
                        let values = curve.numbers
                        return values.isEmpty ? nil : Self.series(side.letter, values)
                    }
                }
                return curves.isEmpty ? nil : Self.panel(title, curves)
            }
            return panels.isEmpty ? nil : (name, LineChart(horizontalAxis: "epoch", panels: panels))
        }
    }

    /// The quantities of a history that have a panel, with the panels' titles.
    static let panels = [
        ("loss", "loss, training"), ("validationLoss", "loss, validation"),
        ("accuracy", "accuracy, training"), ("validationAccuracy", "accuracy, validation"),
    ]

    /// A run's curve, by epoch.
    static func series(_ letter: String, _ values: [Double]) -> LineChart.Series {
        let points = values.enumerated().map { LineChart.Point(x: Double($0 + 1), y: $1) }
        return LineChart.Series(name: letter, points: points)
    }

    /// The panel of a quantity.
    static func panel(_ title: String, _ series: [LineChart.Series]) -> LineChart.Panel {
        let isShare = title.hasPrefix("accuracy")
        return LineChart.Panel(
            title: title, format: isShare ? .percent : .number, scale: isShare ? .linear : .logarithmic,
            series: series)
    }

    /// The pairs of the same name; if each has a single one, those two whatever their names.
    private func pairs<Thing>(
        _ first: [String: Thing], _ second: [String: Thing]
    ) -> [(name: String, first: Thing, second: Thing)] {
        let common = first.keys.filter { second[$0] != nil }.sorted()
        if common.isEmpty, first.count == 1, second.count == 1, let one = first.first,
            let other = second.first
        {
            return [("\(one.key) and \(other.key)", one.value, other.value)]
        }
        return common.compactMap { name in
            guard let one = first[name], let other = second[name] else { return nil }
            return (name, one, other)
        }
    }
}
