/// A line of a source as a terminal shows it: tabs become spaces, control characters are visible, wide characters
/// take two columns.
struct DisplayLine {
    /// What is shown for one character of the source.
    struct Cell {
        /// The character's bytes in the source.
        let range: SourceRange
        /// What is shown.
        let text: String
        /// The number of columns that it takes.
        let width: Int
    }

    /// The characters in order.
    let cells: [Cell]

    private static let tabWidth = 4

    /// Lays out a line.
    ///
    /// - Parameter start: Where the line starts in the source, in bytes.
    init(_ line: Substring, at start: Int) {
        var cells: [Cell] = []
        var offset = start
        var column = 0
        for character in line {
            let end = offset + character.utf8.count
            let cell: Cell
            if character == "\t" {
                let width = Self.tabWidth - column % Self.tabWidth
                cell = Cell(range: offset..<end, text: String(repeating: " ", count: width), width: width)
            } else {
                let text = Self.visible(character)
                cell = Cell(range: offset..<end, text: text, width: text.displayWidth)
            }
            cells.append(cell)
            column += cell.width
            offset = end
        }
        self.cells = cells
    }

    private init(_ cells: [Cell]) {
        self.cells = cells
    }

    /// What is shown.
    var text: String { cells.map(\.text).joined() }

    /// The number of columns.
    var width: Int { cells.reduce(0) { $0 + $1.width } }

    /// The columns of the characters that a range touches, 0-based; the column after the last one if it touches none.
    func columns(of range: SourceRange) -> Range<Int> {
        var column = 0
        var columns: Range<Int>?
        for cell in cells {
            let touches =
                range.isEmpty ? cell.range.contains(range.lowerBound) : cell.range.overlaps(range)
            if touches {
                columns = (columns?.lowerBound ?? column)..<column + cell.width
            } else if columns != nil {
                break
            }
            column += cell.width
        }
        return columns ?? column..<column
    }

    /// The part of the line that fits around the given columns, with `…` where text is cut off.
    ///
    /// - Returns: The line, and how many columns to the left its contents moved.
    func cut(to limit: Int, around columns: Range<Int>) -> (line: DisplayLine, shift: Int) {
        guard width > limit else { return (self, 0) }
        // The caret stands in the middle where there is more text on both sides.
        let room = max(limit - 2, 1)
        let middle = columns.lowerBound + min(columns.count, room) / 2
        let start = max(0, min(middle - room / 2, width - room))
        var kept: [Cell] = []
        var column = 0
        var shift: Int?
        var keptWidth = 0
        var isCutBehind = false
        for cell in cells {
            defer { column += cell.width }
            guard column >= start else { continue }
            if shift == nil { shift = column }
            guard keptWidth + cell.width <= room else {
                isCutBehind = true
                break
            }
            kept.append(cell)
            keptWidth += cell.width
        }
        let isCutBefore = start > 0
        if isCutBefore { kept.insert(Self.ellipsis, at: 0) }
        if isCutBehind { kept.append(Self.ellipsis) }
        return (DisplayLine(kept), (shift ?? 0) - (isCutBefore ? 1 : 0))
    }

    private static let ellipsis = Cell(range: 0..<0, text: "…", width: 1)

    /// The character, or its code if it would be invisible or move the cursor.
    static func visible(_ character: Character) -> String {
        guard character.unicodeScalars.contains(where: \.isControl) else { return String(character) }
        return character.unicodeScalars.map(\.visible).joined()
    }
}

extension String {
    /// The text with control characters made visible, safe for a terminal: on one line, in the order it is written.
    package var madeVisible: String {
        utf8.allSatisfy { (0x20..<0x7F).contains($0) } ? self : map { DisplayLine.visible($0) }.joined()
    }

    /// A text of several lines with all other control characters made visible, and every line after the first
    /// indented, so that none can be mistaken for a message of its own.
    package var madeVisibleInLines: String {
        replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).madeVisible }.joined(separator: "\n    ")
    }
}
