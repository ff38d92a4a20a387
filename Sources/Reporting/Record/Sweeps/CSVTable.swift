/// A table as comma-separated values, by RFC 4180, in UTF-8.
///
/// Lines end with CR LF, and a cell is quoted if a program could divide it: with quotes, commas, semicolons, tabs and line
/// ends in it, or blanks around it. A text that a spreadsheet would compute as a formula gets an apostrophe before it,
/// the sign for text in spreadsheets; so does one that begins with an apostrophe itself, so that removing one gives back
/// every text. Numbers are no texts: −0.5 stays a number.
package struct CSVTable: Sendable, Hashable {
    /// A cell.
    package enum Cell: Sendable, Hashable {
        case empty
        case integer(Int)
        case unsigned(UInt64)
        /// A number; one that is not finite is an empty cell.
        case number(Double)
        case boolean(Bool)
        case text(String)
    }

    /// The names of the columns.
    package let columns: [String]

    /// The rows, each with a cell for each column.
    package let rows: [[Cell]]

    /// Makes a table.
    package init(columns: [String], rows: [[Cell]]) {
        self.columns = columns
        self.rows = rows
    }

    /// The text of the table, the names of the columns first.
    package var text: String {
        var text = ""
        for row in [columns.map(Cell.text)] + rows {
            text += row.map(\.written).joined(separator: ",")
            text += "\r\n"
        }
        return text
    }
}

extension CSVTable.Cell {
    /// The cell as it is written.
    fileprivate var written: String {
        switch self {
        case .empty: ""
        case .integer(let number): String(number)
        case .unsigned(let number): String(number)
        case .number(let number): number.isFinite ? number.description : ""
        case .boolean(let flag): flag ? "true" : "false"
        case .text(let text): Self.quoted(Self.guarded(text))
        }
    }

    /// What spreadsheets take for the beginning of a formula, also in full width, or remove before they look for it
    /// (OWASP, "CSV Injection"), and the apostrophe.
    private static let guarded = Set<Unicode.Scalar>("=+-@\t\r\n＝＋－＠'".unicodeScalars)

    private static func guarded(_ text: String) -> String {
        text.unicodeScalars.first.map(guarded.contains) == true ? "'" + text : text
    }

    private static let quoting = Set<Unicode.Scalar>("\",;\t\r\n".unicodeScalars)

    private static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let isPadded = [scalars.first, scalars.last].contains { $0?.properties.isWhitespace == true }
        guard isPadded || scalars.contains(where: quoting.contains) else { return text }
        // By scalars, since a quote before a combining mark is another character, but the same byte.
        var quoted = "\""
        for scalar in scalars { quoted += scalar == "\"" ? "\"\"" : String(Character(scalar)) }
        return quoted + "\""
    }
}
