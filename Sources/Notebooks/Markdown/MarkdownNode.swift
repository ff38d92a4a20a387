public import Diagnostics

/// A node of a ``MarkdownTree``: its kind, its range, and the size of its subtree.
public struct MarkdownNode: Sendable, Hashable {
    /// The kind of a node with its own content; its children are the nodes that follow.
    ///
    /// The names are those of CommonMark and of GitHub's tables. ``cell(_:)`` and ``value(_:)`` are specific to
    /// notebooks.
    public enum Kind: Sendable, Hashable {
        /// The root of a whole text; not part of a block's tree.
        case document

        case blockQuote
        case list(MarkdownList)
        case item
        case paragraph
        /// A heading of level 1 to 6.
        case heading(level: Int)
        case thematicBreak
        /// A listing, fenced or indented.
        indirect case codeBlock(info: String, text: String)
        /// A block of raw HTML as written.
        case htmlBlock(String)

        case table
        case tableHead
        case tableBody
        case tableRow
        case tableCell(TableCell)

        /// The notebook's cell with this index, inside a quote or a list.
        case cell(Int)

        /// Text with entities and escapes decoded.
        case text(String)
        case softBreak
        case lineBreak
        /// A code span, its line ends replaced by blanks.
        case code(String)
        /// A piece of raw HTML as written.
        case html(String)
        case emphasis
        case strong
        indirect case link(LinkDestination)
        indirect case image(LinkDestination)

        /// The notebook's computed value with this index.
        case value(Int)
    }

    /// The kind of node.
    public let kind: Kind

    /// The range in the file, in bytes; of computed values with their backticks, of other code spans without.
    ///
    /// It is exact for tables, their parts and computed values. All others are where cmark reports them, which is
    /// exact for other blocks and on a block's first line, and may be off by the marks of quotes and lists on later
    /// ones. A line break has the position after the preceding node.
    public let range: SourceRange

    /// The number of nodes in the subtree, including this one.
    public internal(set) var count: Int

    /// Makes a node.
    package init(_ kind: Kind, at range: SourceRange, count: Int = 1) {
        self.kind = kind
        self.range = range
        self.count = count
    }
}

/// How a list numbers its items, and whether it is tight.
public struct MarkdownList: Sendable, Hashable {
    /// The first number; `nil` for a bullet list.
    public let start: Int?

    /// Whether the list is tight, without empty lines between its paragraphs.
    public let isTight: Bool
}

/// The properties of a table cell.
public struct TableCell: Sendable, Hashable {
    /// The alignment of a column.
    public enum Alignment: String, Sendable, Hashable {
        case left, center, right
    }

    /// The column's alignment; `nil` if the notebook does not give one.
    public let alignment: Alignment?

    /// Whether it is in the table's header.
    public let isHeader: Bool
}

extension MarkdownNode.Kind {
    /// Whether it is a block rather than an inline.
    var isBlock: Bool {
        switch self {
        case .document, .blockQuote, .list, .item, .paragraph, .heading, .thematicBreak, .codeBlock,
            .htmlBlock,
            .table, .tableHead, .tableBody, .tableRow, .tableCell, .cell:
            true
        case .text, .softBreak, .lineBreak, .code, .html, .emphasis, .strong, .link, .image, .value: false
        }
    }

    /// Whether it is a heading, of any level.
    var isHeading: Bool {
        if case .heading = self { true } else { false }
    }
}
