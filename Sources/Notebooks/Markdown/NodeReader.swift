import Diagnostics

/// Reads nodes of cmark's that stand for something that cmark does not know.
protocol NodeReader {
    /// The parts of a block's tree that stand in place of a node and its subtree; `nil` to keep these as they are.
    ///
    /// Other readers still read the nodes that the parts copy.
    ///
    /// - Parameters:
    ///   - node: the node.
    ///   - place: its index in the document; its children follow it.
    ///   - range: its range in the file as far as cmark knows, or the lines of a top-level node.
    func parts(for node: CommonMarkDocument.Node, at place: Int, in range: SourceRange) -> [TreePart]?
}
