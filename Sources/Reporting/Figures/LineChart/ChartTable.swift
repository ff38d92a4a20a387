import Figures
import Workflow

/// The numbers behind a chart, folded. The page's script reads from it the values that it shows on the curves.
struct ChartTable {
    let table: Table
    /// The number of rows without a limit.
    let rowCount: Int

    var node: Element {
        Element(.details, .class("data")) {
            Element(.summary) { "Data" }
            ScrollBox(label: "Data of the chart") {
                Element(.table, .class("numbers")) {
                    if table.rows.count < rowCount {
                        Element(.caption) {
                            "\(table.rows.count) of \(NumberText.grouped(rowCount)) rows, evenly spaced"
                        }
                    }
                    Element(.thead) {
                        Element(.tr) {
                            for name in table.columns { Element(.th, .scope("col")) { name } }
                        }
                    }
                    Element(.tbody) {
                        for row in table.rows {
                            Element(.tr) {
                                for cell in row.prefix(1) { Element(.th, .scope("row")) { cell.shownText } }
                                for cell in row.dropFirst() { Element(.td) { cell.shownText } }
                            }
                        }
                    }
                }
            }.node
        }
    }
}
