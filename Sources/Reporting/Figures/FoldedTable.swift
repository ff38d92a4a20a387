import Figures
import Workflow

/// The numbers behind a figure, folded. The page's script reads from a chart's the values that it shows on the curves.
struct FoldedTable {
    let table: Table
    /// The number of rows without a limit.
    let rowCount: Int
    /// The accessible name of the table.
    let label: String

    var node: Element {
        Element(.details, .class("data")) {
            Element(.summary) { "Data" }
            ScrollBox(label: label) {
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
