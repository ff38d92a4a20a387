public import Figures
import Workflow

extension Table: DrawnFigure {
    /// How many rows of which columns.
    public var alternativeText: String {
        "A table of \(NumberText.grouped(rows.count)) rows: \(columns.joined(separator: ", "))."
    }

    /// The table, which looks as every page's tables do.
    public func element(anchor: String) -> Element { TableView(table: self).node }
}
