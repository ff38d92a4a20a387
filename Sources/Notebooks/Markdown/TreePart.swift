import Diagnostics

/// A part of a block's tree, in the order of the document.
enum TreePart {
    /// A node begins.
    case open(MarkdownNode.Kind, at: SourceRange)
    /// Nodes of the document with their subtrees, by index; they are clipped to the range.
    case copy(Range<Int>, within: SourceRange)
    /// The last node that was opened and not yet closed ends.
    case close
}
