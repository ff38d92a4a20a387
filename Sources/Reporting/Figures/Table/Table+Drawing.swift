public import Figures
import Workflow

extension Table: DrawnFigure {
    /// The number of rows and the columns, in words.
    public var alternativeText: String {
        "A table of \(NumberText.grouped(rows.count)) rows: \(columns.joined(separator: ", "))."
    }

    /// The table itself.
    public var table: Table? { self }

    /// The table, in the page's table style.
    public func element(anchor: String) -> Element { TableView(table: self).node }
}
