import Diagnostics

/// Texts in aligned columns under titles, for a terminal.
struct AlignedTable {
    /// A column.
    struct Column {
        let title: String
        /// One text for each row, on one line each.
        let cells: [String]
        /// Whether the texts are aligned at their ends, as numbers are.
        var isRightAligned = false

        /// The number of terminal columns that it takes.
        var width: Int { cells.reduce(title.displayWidth) { max($0, $1.displayWidth) } }
    }

    let columns: [Column]

    /// The blanks between two columns.
    private static let gap = 2

    /// The number of terminal columns that some columns take.
    static func width(of columns: [Column]) -> Int {
        columns.reduce(-gap) { $0 + gap + $1.width }
    }

    /// The lines, each with a line end.
    ///
    /// - Parameter width: the number of terminal columns at which a line is cut off; `nil` for none.
    func text(_ palette: Palette, width: Int?) -> String {
        let widths = columns.map(\.width)
        let rows = columns.map(\.cells.count).max() ?? 0
        func line(_ cells: [String]) -> String {
            var line = ""
            for (index, cell) in cells.enumerated() {
                let padding = String(repeating: " ", count: widths[index] - cell.displayWidth)
                line += index == 0 ? "" : String(repeating: " ", count: Self.gap)
                line += columns[index].isRightAligned ? padding + cell : cell + padding
            }
            while line.last == " " { line.removeLast() }
            return width.map { Self.cut(line, to: $0) } ?? line
        }
        let title = palette.strong(line(columns.map(\.title)))
        return ([title] + (0..<rows).map { row in line(columns.map { $0.cells[row] }) })
            .map { $0 + "\n" }.joined()
    }

    /// A text that takes at most some columns, with `…` where it is cut off.
    static func cut(_ text: String, to width: Int) -> String {
        guard text.displayWidth > width else { return text }
        var cut = ""
        var left = width - 1
        for character in text {
            left -= String(character).displayWidth
            guard left >= 0 else { break }
            cut.append(character)
        }
        return cut + "…"
    }
}
