import Figures

/// A line chart with its panels, its notes and the numbers behind it.
struct LineChartView {
    let chart: LineChart
    /// A name for this figure that nothing else in the page has.
    let anchor: String

    var node: Element {
        let palette = ChartPalette(for: chart)
        return Element(.div, .class("line-chart")) {
            if let title = chart.title { Element(.p, .class("figure-title")) { title } }
            Element(.div, .class("panels panels-\(min(chart.panels.count, 3))")) {
                for (index, panel) in chart.panels.enumerated() {
                    ChartPanel(
                        panel: panel, horizontalAxis: chart.horizontalAxis, palette: palette,
                        size: chart.panels.count == 1 ? .alone : .shared, anchor: "\(anchor)-\(index + 1)"
                    ).node
                }
            }
            if !backgroundNames.isEmpty {
                Element(.p, .class("note")) { "Faint: \(backgroundNames.joined(separator: ", "))." }
            }
            ChartTable(chart: chart).node
        }
    }

    private var backgroundNames: [String] {
        var names: [String] = []
        for series in chart.panels.flatMap(\.series)
        where series.style == .background && !names.contains(series.name) {
            names.append(series.name)
        }
        return names
    }
}
