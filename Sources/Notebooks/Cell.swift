public import Diagnostics

/// A `swift-step` block.
public struct Cell: Sendable, Hashable {
    /// The place among the notebook's cells, 0-based.
    public let index: Int

    /// The fences and all between them.
    public let range: SourceRange

    /// The line of the opening fence, 1-based.
    public let line: Int

    /// What the option lines say.
    public let options: CellOptions

    /// The statements in order; those that could not be parsed are left out, which diagnostics say.
    public let statements: [Statement]

    /// The cell's text without its option lines, for showing, in spans that together are the text.
    public let spans: [CodeSpan]

    /// The names that statements left out would have bound, so that using one is not reported as well.
    public let brokenNames: [Name]
}

/// What a cell's option lines say: `//| key: value`.
public struct CellOptions: Sendable, Hashable {
    /// What happens to the rest of a cell after a statement in it failed.
    public enum OnError: String, Sendable, Hashable, CaseIterable {
        /// The cell's later statements are not run.
        case stop
        /// Later statements that do not need what failed are run.
        case `continue`
    }

    /// A name that prose can link to; unique in the notebook.
    public var label: String?

    /// What stands under the cell's figures.
    public var caption: String?

    /// Whether the cell's source is shown.
    public var echo = true

    /// Whether the cell's source is folded away at first.
    public var fold = false

    /// What happens after a failure.
    public var onError = OnError.stop

    /// The options of a cell without option lines.
    public init() {}
}

/// A stretch of a cell's text of one kind, for highlighting.
public struct CodeSpan: Sendable, Hashable {
    /// What a stretch of text is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case keyword, comment, string, number, literal, call, label, member, name, symbol, plain
    }

    /// What the text is.
    public let kind: Kind

    /// The text, line ends as LF.
    public let text: String
}
