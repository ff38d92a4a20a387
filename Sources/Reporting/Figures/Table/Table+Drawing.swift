public import Figures
import Workflow

extension Table: DrawnFigure {
    /// The number of rows and the columns, in words.
    public var alternativeText: String {
        "A table of \(NumberText.grouped(rows.count)) rows: \(columns.joined(separator: ", "))."
    }

    /// The table itself.
    public var table: Table? { self }

    /// The table, in the page's table style, folded if it is the numbers behind another figure.
    public func element(anchor: String) -> Element {
        isFolded == true
            ? FoldedTable(table: self, rowCount: rows.count, label: title ?? "Data").node
            : TableView(table: self).node
    }
}
