public import Diagnostics

/// A part of a notebook at the top level.
public enum Block: Sendable, Hashable {
    /// A heading, which the contents list shows.
    case heading(Heading)

    /// Anything else that is not a cell: paragraphs, lists, quotes, listings, tables.
    case prose(ProseBlock)

    /// The cell with this index.
    case cell(Int)
}

/// A heading at the top level of the document.
public struct Heading: Sendable, Hashable {
    /// 1 to 6.
    public let level: Int

    /// The name for links to it, unique in the notebook: lower case, words joined by `-`.
    public let anchor: String

    /// The parts of the line, as a tree.
    public let content: MarkdownTree

    /// The heading's words without markup; computed values appear as their source.
    public let plainText: String

    /// The heading's lines.
    public let range: SourceRange

    /// The lines as they stand in the file.
    public let source: Substring
}

/// A block of prose: a paragraph, a list, a quote, a listing, a table.
public struct ProseBlock: Sendable, Hashable {
    /// The lines as they stand in the file.
    public let source: Substring

    /// The block's lines.
    public let range: SourceRange

    /// The block's tree.
    public let tree: MarkdownTree
}

/// A code span in prose that begins with `=` and shows the value of an expression.
public struct ComputedValue: Sendable, Hashable {
    /// The expression; `nil` if it could not be parsed, which a diagnostic reports.
    public let expression: Expression?

    /// The expression's text.
    public let text: String

    /// The expression's bytes in the file, without the backticks and the `=`.
    public let range: SourceRange
}
