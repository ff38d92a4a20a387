import Figures
import Workflow

/// The numbers behind a chart: those of its lines, or where it has none, those of the curves behind them.
struct ChartTable {
    /// The most rows that are shown; of more, as many are shown at even distances.
    static let limit = 100

    let chart: LineChart

    var node: Element {
        let places = places
        let shown = Self.thinned(places)
        let columns = columns
        return Element(.details, .class("data")) {
            Element(.summary) { "Data" }
            ScrollBox(label: "Data of the chart") {
                Element(.table, .class("numbers")) {
                    if shown.count < places.count {
                        Element(.caption) {
                            "\(shown.count) of \(NumberText.grouped(places.count)) rows, evenly spaced"
                        }
                    }
                    Element(.thead) {
                        Element(.tr) {
                            Element(.th, .scope("col")) { chart.horizontalAxis }
                            for column in columns { Element(.th, .scope("col")) { column.name } }
                        }
                    }
                    Element(.tbody) {
                        for place in shown {
                            Element(.tr) {
                                Element(.th, .scope("row")) { NumberText.short(place) }
                                for column in columns {
                                    Element(.td) { column.values[place].map(column.format.text) ?? "" }
                                }
                            }
                        }
                    }
                }
            }.node
        }
    }

    /// The series of a panel whose numbers are shown: a value for every batch says less than one for every epoch, and hides
    /// it among thousands.
    private func series(of panel: LineChart.Panel) -> [LineChart.Series] {
        let hasLines = chart.panels.contains { $0.series.contains { $0.style == .line } }
        return hasLines ? panel.series.filter { $0.style == .line } : panel.series
    }

    private var places: [Double] {
        Set(chart.panels.flatMap(series).flatMap(\.points).map(\.x).filter(\.isFinite)).sorted()
    }

    private var columns: [(name: String, format: LineChart.Format, values: [Double: Double])] {
        chart.panels.flatMap { panel in
            series(of: panel).map { series in
                let values = Dictionary(series.points.map { ($0.x, $0.y) }) { _, last in last }
                let name =
                    panel.series.count == 1 && series.name == panel.title
                    ? panel.title : "\(panel.title), \(series.name)"
                return (name, panel.format, values)
            }
        }
    }

    private static func thinned(_ places: [Double]) -> [Double] {
        guard places.count > limit else { return places }
        return (0..<limit).map { places[$0 * (places.count - 1) / (limit - 1)] }
    }
}
