public import Diagnostics

/// A node of a ``MarkdownTree``: what it is, where it stands, and how many nodes are in it.
public struct MarkdownNode: Sendable, Hashable {
    /// What a node is, with what it says itself; what is in it are the nodes that follow.
    ///
    /// The names are CommonMark's, and those of GitHub's tables. ``cell(_:)`` and ``value(_:)`` are a notebook's own.
    public enum Kind: Sendable, Hashable {
        /// The root of a whole text, which no block's tree holds.
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
        /// A block of raw HTML as it is written.
        case htmlBlock(String)

        case table
        case tableHead
        case tableBody
        case tableRow
        case tableCell(TableCell)

        /// The notebook's cell with this index, inside a quote or a list.
        case cell(Int)

        /// Text, entities and escapes decoded.
        case text(String)
        case softBreak
        case lineBreak
        /// A code span, its line ends as blanks.
        case code(String)
        /// A piece of raw HTML as it is written.
        case html(String)
        case emphasis
        case strong
        indirect case link(LinkDestination)
        indirect case image(LinkDestination)

        /// The notebook's computed value with this index.
        case value(Int)
    }

    /// What the node is.
    public let kind: Kind

    /// Where it stands in the file, in bytes; computed values with their backticks, other code spans without.
    ///
    /// It is exact for tables, their parts and computed values. All else stands where cmark says, which is exact for other
    /// blocks and on a block's first line, and may be off by the marks of quotes and lists on later ones. A line break has
    /// the place behind what it follows.
    public let range: SourceRange

    /// The number of nodes from this one to the last one in it: 1 where there is none.
    public internal(set) var count: Int

    /// Makes a node.
    package init(_ kind: Kind, at range: SourceRange, count: Int = 1) {
        self.kind = kind
        self.range = range
        self.count = count
    }
}

/// How a list counts its items, and how far apart they stand.
public struct MarkdownList: Sendable, Hashable {
    /// The first number; `nil` for a list of bullets.
    public let start: Int?

    /// Whether its paragraphs stand close, with no empty line between them.
    public let isTight: Bool
}

/// What a table's cell is.
public struct TableCell: Sendable, Hashable {
    /// How a column is set.
    public enum Alignment: String, Sendable, Hashable {
        case left, center, right
    }

    /// How its column is set; `nil` where the notebook does not say.
    public let alignment: Alignment?

    /// Whether it stands in the table's head.
    public let isHeader: Bool
}

extension MarkdownNode.Kind {
    /// Whether it is a block rather than a part of a line.
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
