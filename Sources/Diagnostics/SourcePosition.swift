/// A half-open range of UTF-8 byte offsets in a source, 0-based.
public typealias SourceRange = Range<Int>

/// A position in a source as an editor shows it.
public struct SourcePosition: Sendable, Hashable, Comparable {
    /// 1-based.
    public let line: Int

    /// 1-based, counted in characters.
    public let column: Int

    /// Makes a position from a line and a column, both 1-based.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Orders positions by line, then by column.
    public static func < (first: SourcePosition, second: SourcePosition) -> Bool {
        (first.line, first.column) < (second.line, second.column)
    }
}
