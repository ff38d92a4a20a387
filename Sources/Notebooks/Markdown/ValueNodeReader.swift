import Diagnostics

/// Puts computed values in place of their code spans.
struct ValueNodeReader: NodeReader {
    let values: ComputedValueReader
    let notebook: NotebookText

    func parts(for node: CommonMarkDocument.Node, at place: Int, in range: SourceRange) -> [TreePart]? {
        guard case .code = node.kind, let index = values.indices[place] else { return nil }
        return [.open(.value(index), at: notebook.codeSpan(around: values.contents[index])), .close]
    }
}
