import Figures

/// A line chart with its panels, its notes and the numbers behind it.
struct LineChartView {
    let chart: LineChart
    /// The figure's unique anchor in the page.
    let anchor: String

    var node: Element {
        let palette = ChartPalette(for: chart)
        let data = ChartData(of: chart)
        return Element(.div, .class("line-chart")) {
            if let title = chart.title { Element(.p, .class("figure-title")) { title } }
            Element(.div, .class("panels panels-\(min(chart.panels.count, 3))")) {
                for (index, panel) in chart.panels.enumerated() {
                    ChartPanel(
                        panel: panel, index: index, horizontalAxis: chart.horizontalAxis, data: data,
                        palette: palette, size: chart.panels.count == 1 ? .alone : .shared,
                        anchor: "\(anchor)-\(index + 1)"
                    ).node
                }
            }
            if let note { Element(.p, .class("note")) { note } }
            FoldedTable(
                table: chart.table(of: data), rowCount: data.placeCount, label: "Data of the chart"
            ).node
        }
    }

    /// The note on curves without a name beside them.
    private var note: String? {
        let parts = [("Faint", names(of: .background)), ("Thin", names(of: .trend))]
            .filter { !$0.1.isEmpty }.map { "\($0): \($1.joined(separator: ", "))." }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// The distinct names of the curves of a style; a panel's only curve has the panel's name.
    private func names(of style: LineChart.Series.Style) -> [String] {
        var names: [String] = []
        for panel in chart.panels {
            for series in panel.series
            where series.style == style && series.name != panel.title && !names.contains(series.name) {
                names.append(series.name)
            }
        }
        return names
    }
}
