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

    /// The style of tables with a column of sentences.
    public static let styles: [FigureResource] = [
        .style("explanations", PackageResources.explanations_css, place: 5)
    ]

    /// The style, if the table has such a column.
    public var styles: [FigureResource] { isFolded != true && hasSentences ? Self.styles : [] }

    /// Whether the last of three columns is sentences, which a narrow page has no room for beside the others.
    var hasSentences: Bool {
        columns.count == 3 && rows.contains { ($0.last?.shownText.count ?? 0) > Self.longestWord }
    }

    /// A number of characters that a value does not have.
    private static let longestWord = 24
}
