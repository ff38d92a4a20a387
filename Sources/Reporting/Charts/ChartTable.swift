import Figures
import Workflow

/// The numbers behind a chart.
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

    private var places: [Double] {
        Set(chart.panels.flatMap(\.series).flatMap(\.points).map(\.x).filter(\.isFinite)).sorted()
    }

    private var columns: [(name: String, format: LineChart.Format, values: [Double: Double])] {
        chart.panels.flatMap { panel in
            panel.series.map { series in
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
