import Diagnostics

/// Puts the notebook's cells in place of their code blocks.
struct CellNodeReader: NodeReader {
    /// The index of each cell by the node index of its code block.
    let indices: [Int: Int]

    func parts(for node: CommonMarkDocument.Node, at place: Int, in range: SourceRange) -> [TreePart]? {
        guard case .codeBlock = node.kind, let index = indices[place] else { return nil }
        return [.open(.cell(index), at: range), .close]
    }
}
