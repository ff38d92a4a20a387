import Figures
import Workflow

/// The numbers behind a chart, folded. The page's script reads from it the values that it shows on the curves.
struct ChartTable {
    let chart: LineChart
    let data: ChartData

    var node: Element {
        Element(.details, .class("data")) {
            Element(.summary) { "Data" }
            ScrollBox(label: "Data of the chart") {
                Element(.table, .class("numbers")) {
                    if data.places.count < data.placeCount {
                        Element(.caption) {
                            "\(data.places.count) of \(NumberText.grouped(data.placeCount)) rows, evenly spaced"
                        }
                    }
                    Element(.thead) {
                        Element(.tr) {
                            Element(.th, .scope("col")) { chart.horizontalAxis }
                            for column in data.columns { Element(.th, .scope("col")) { name(of: column) } }
                        }
                    }
                    Element(.tbody) {
                        for place in data.places {
                            Element(.tr) {
                                Element(.th, .scope("row")) { NumberText.short(place) }
                                for column in data.columns {
                                    Element(.td) {
                                        column.values[place].map(chart.panels[column.panel].format.text) ?? ""
                                    }
                                }
                            }
                        }
                    }
                }
            }.node
        }
    }

    private func name(of column: ChartData.Column) -> String {
        let panel = chart.panels[column.panel]
        let isAlone = data.columns.filter { $0.panel == column.panel }.count == 1
        return isAlone && column.series.name == panel.title
            ? panel.title : "\(panel.title), \(column.series.name)"
    }
}
