public import Diagnostics

/// A `swift-step` block.
public struct Cell: Sendable, Hashable {
    /// The place among the notebook's cells, 0-based.
    public let index: Int

    /// The fences and everything between them.
    public let range: SourceRange

    /// The line of the opening fence, 1-based.
    public let line: Int

    /// The options given on the option lines.
    public let options: CellOptions

    /// The statements in order, without those that could not be parsed, which diagnostics report.
    public let statements: [Statement]

    /// The cell's text without its option lines, as spans whose concatenation is the text.
    public let spans: [CodeSpan]

    /// The names that the omitted statements would have bound, so that their uses are not reported as well.
    public let brokenNames: [Name]
}

/// The options given on a cell's option lines: `//| key: value`.
public struct CellOptions: Sendable, Hashable {
    /// What happens to the rest of a cell after one of its statements failed.
    public enum OnError: String, Sendable, Hashable, CaseIterable {
        /// The cell's later statements are not run.
        case stop
        /// Later statements that do not depend on the failed one are run.
        case `continue`
    }

    /// A name that prose can link to; unique in the notebook.
    public var label: String?

    /// What stands under the cell's figures.
    public var caption: String?

    /// Whether the cell's source is shown.
    public var echo = true

    /// Whether the cell's source is initially folded.
    public var fold = false

    /// What happens after a failure.
    public var onError = OnError.stop

    /// The options of a cell without option lines.
    public init() {}
}

/// A run of a cell's text of one kind, for highlighting.
public struct CodeSpan: Sendable, Hashable {
    /// The kind of a run of text.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case keyword, comment, string, number, literal, call, label, member, name, symbol, plain
    }

    /// The kind of the text.
    public let kind: Kind

    /// The text, line ends as LF.
    public let text: String
}
