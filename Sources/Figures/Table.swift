/// Rows of values under named columns.
public struct Table: FigureContent {
    /// The kind's name.
    public static let kind = "table"

    /// A value in a table.
    public enum Cell: Codable, Sendable, Hashable {
        case text(String)
        case integer(Int)
        case number(Double)
        case boolean(Bool)
    }

    /// The title of the table; `nil` for none.
    public var title: String?
    /// The columns' names.
    public let columns: [String]
    /// The rows, each with a value for each column.
    public let rows: [[Cell]]
    /// Whether a page shows it only when a reader opens it, as the numbers behind another figure; `nil` for not.
    public let isFolded: Bool?

    /// Makes a table.
    ///
    /// - Precondition: each row has a value for each column.
    public init(title: String? = nil, columns: [String], rows: [[Cell]], isFolded: Bool = false) {
        precondition(rows.allSatisfy { $0.count == columns.count }, "rows and columns do not match")
        self.title = title
        self.columns = columns
        self.rows = rows
        self.isFolded = isFolded ? true : nil
    }
}

extension Table {
    /// Whether each row has a value for each column.
    public var isPossible: Bool { rows.allSatisfy { $0.count == columns.count } }
}
