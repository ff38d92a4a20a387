import Workflow

/// A column of the table of settings.
struct SettingColumn {
    /// What the page's script does with a column.
    enum Part: String {
        /// The difference from the chosen setting.
        case difference
        /// The probability of such a difference by chance.
        case probability
        /// The test.
        case test
    }

    let heading: String
    /// Whether its values are numbers, which are aligned and sorted as such.
    var isNumeric = true
    /// Whether the page's script can sort by it.
    var isSortable = true
    var part: Part?
    /// Whether a cell is the header of its row.
    var isHeader = false
    let cell: (SettingRow) -> Node

    /// The header cell.
    var headingCell: Element {
        Element(
            .th, isNumeric ? nil : .class("text"), .scope("col"),
            isSortable ? Attribute("data-sort", isNumeric ? "number" : "text") : nil,
            part.map { Attribute("data-part", $0.rawValue) }
        ) { heading }
    }

    /// The cell of a setting.
    func cell(of row: SettingRow) -> Element {
        isHeader
            ? Element(.th, .scope("row")) { cell(row) }
            : Element(.td, isNumeric ? nil : .class("text")) { cell(row) }
    }
}
