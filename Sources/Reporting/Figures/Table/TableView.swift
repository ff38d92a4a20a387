import Figures

/// Rows of named values.
struct TableView {
    let table: Table

    var node: Element {
        Element(.div, .class(table.hasSentences ? "table explained" : "table")) {
            ScrollBox(label: table.title ?? "Table") {
                Element(.table) {
                    if let title = table.title { Element(.caption) { title } }
                    Element(.thead) {
                        Element(.tr) {
                            for (index, name) in table.columns.enumerated() {
                                Element(.th, alignment(of: index), .scope("col")) { name }
                            }
                        }
                    }
                    Element(.tbody) {
                        for row in table.rows {
                            Element(.tr) {
                                for (index, cell) in row.enumerated() {
                                    Element(.td, alignment(of: index)) { cell.shownText }
                                }
                            }
                        }
                    }
                }
            }.node
        }
    }

    /// Columns of numbers are right-aligned.
    private func alignment(of column: Int) -> Attribute? {
        let isNumeric =
            !table.rows.isEmpty
            && table.rows.allSatisfy {
                switch $0[column] {
                case .integer, .number: true
                case .text(let text): text.isEmpty || text == "–"
                case .boolean: false
                }
            }
        return isNumeric ? .class("number") : nil
    }
}
