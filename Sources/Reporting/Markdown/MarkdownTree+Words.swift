import Notebooks

extension MarkdownTree {
    /// The plain text on one line, without images.
    ///
    /// - Parameter value: the text of the computed value with an index.
    func words(value: (Int) -> String) -> String {
        var words = ""
        var openImages = 0
        for event in events {
            switch event {
            case .enter(let node):
                if case .image = node.kind { openImages += 1 }
                guard openImages == 0 else { continue }
                switch node.kind {
                case .text(let text), .code(let text): words += text
                case .softBreak, .lineBreak: words += "\n"
                case .value(let index): words += value(index)
                default: continue
                }
            case .leave(let node):
                if case .image = node.kind { openImages -= 1 }
            }
        }
        return words.asOneLine
    }
}

extension String {
    /// The text with its lines joined.
    var asOneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}
