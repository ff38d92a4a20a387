import Diagnostics
import Reporting
import Workflow

/// Runs as a table for people: on a terminal with the columns that fit, those that tell runs apart before others.
struct RunTable {
    private let table: AlignedTable

    /// The titles of the columns for which there is no room.
    let leftOut: [String]

    /// The terminal columns after which a text of a cell is cut off on a terminal.
    private static let longestText = 32

    /// Chooses the columns.
    ///
    /// - Parameters:
    ///   - asked: the columns that the command line names.
    ///   - width: the number of terminal columns; `nil` for as many as there are.
    init(_ runs: RunList, asked: [RunColumn], width: Int?) {
        let shown = runs.columns.filter { $0.title != "record" }
        let columns = shown.map { column in
            let cells = runs.entries.map { entry in
                let text = column.text(of: entry).madeVisible
                return width == nil ? text : AlignedTable.cut(text, to: Self.longestText)
            }
            let isNumeric = runs.entries.contains { column.value(of: $0)?.number != nil }
            let title = column.title == "started" ? "started (UTC)" : column.title.madeVisible
            return AlignedTable.Column(title: title, cells: cells, isRightAligned: isNumeric)
        }
        guard let width else {
            table = AlignedTable(columns: columns)
            leftOut = []
            return
        }
        let differing = runs.differing
        let ranks = shown.map { Self.rank(of: $0, asked: asked, differing: differing) }
        var chosen: Set<Int> = [0]
        for index in columns.indices.dropFirst().sorted(by: { (ranks[$0], $0) < (ranks[$1], $1) }) {
            let fitting = chosen.union([index]).sorted().map { columns[$0] }
            if AlignedTable.width(of: fitting) <= width { chosen.insert(index) }
        }
        table = AlignedTable(columns: chosen.sorted().map { columns[$0] })
        leftOut = shown.indices.filter { !chosen.contains($0) }.map { columns[$0].title }
    }

    /// How early a column is chosen: first what was asked for, then what tells runs apart.
    private static func rank(of column: RunColumn, asked: [RunColumn], differing: Set<RunColumn>) -> Int {
        if asked.contains(column) { return 0 }
        let differs = differing.contains(column)
        switch column.title {
        case "notebook", "status": return differs ? 1 : 9
        case "seed": return differs ? 4 : 8
        case "seconds": return 6
        default: break
        }
        if column.isParameter { return differs ? 2 : 7 }
        return column.isLeading ? 3 : differs ? 5 : 8
    }

    /// The lines, each with a line end.
    func text(_ palette: Palette, width: Int?) -> String { table.text(palette, width: width) }
}
