import Figures

extension SeveralRuns {
    /// The curves of the models that two runs or more have, in common charts; if each run has a single model, those
    /// whatever their names.
    var curves: [(name: String, chart: LineChart)] {
        let histories = sides.map(\.record.history.byName)
        let names = Set(histories.flatMap(\.keys)).sorted()
        let common = names.filter { name in histories.count { $0[name] != nil } > 1 }
        if common.isEmpty, histories.allSatisfy({ $0.count == 1 }) {
            guard let chart = chart(of: histories.map { $0.values.first }) else { return [] }
            return [(name: names.joined(separator: ", "), chart: chart)]
        }
        return common.compactMap { name in
            chart(of: histories.map { $0[name] }).map { (name: name, chart: $0) }
        }
    }

    private func chart(of histories: [RecordMembers<RunRecord.Curve>?]) -> LineChart? {
        let curves = histories.map { $0?.byName ?? [:] }
        let panels = Comparison.panels.compactMap { key, title -> LineChart.Panel? in
            let series = zip(sides, curves).compactMap { side, curves -> LineChart.Series? in
                let values = curves[key]?.numbers ?? []
                return values.isEmpty ? nil : Comparison.series(side.letter, values)
            }
            return series.isEmpty ? nil : Comparison.panel(title, series)
        }
        return panels.isEmpty ? nil : LineChart(horizontalAxis: "epoch", panels: panels)
    }
}
