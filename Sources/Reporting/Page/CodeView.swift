import Notebooks

/// A cell's source, highlighted.
struct CodeView {
    let cell: Cell

    /// The foldable source; `nil` if the cell hides it, or has none.
    var node: Element? {
        let spans = trimmed
        guard cell.options.echo, !spans.isEmpty else { return nil }
        return Element(.details, .class("source"), .flag("open", if: !cell.options.fold)) {
            Element(.summary) { "Code" }
            Element(.pre) { Element(.code) { spans.map(Self.node) } }
        }
    }

    /// The spans without blank lines at the beginning and the end.
    private var trimmed: [(kind: CodeSpan.Kind, text: String)] {
        var spans = cell.spans.map { (kind: $0.kind, text: $0.text) }
        while let last = spans.last {
            spans[spans.count - 1].text = last.text.trimmingTrailingBlanks
            if !spans[spans.count - 1].text.isEmpty { break }
            spans.removeLast()
        }
        while let first = spans.first {
            spans[0].text = String(first.text.drop { $0.isNewline })
            if !spans[0].text.isEmpty { break }
            spans.removeFirst()
        }
        return spans
    }

    private static func node(_ span: (kind: CodeSpan.Kind, text: String)) -> Node {
        guard let name = span.kind.className else { return .text(span.text) }
        return .element(Element(.span, .class(name)) { span.text })
    }
}

extension CodeSpan.Kind {
    /// The class of the text's colour; `nil` for the default colour.
    fileprivate var className: String? {
        switch self {
        case .keyword: "k"
        case .comment: "c"
        case .string: "s"
        case .number: "n"
        case .literal: "t"
        case .call: "f"
        case .label: "l"
        case .member: "m"
        case .name, .symbol, .plain: nil
        }
    }
}

extension String {
    fileprivate var trimmingTrailingBlanks: String {
        var text = self[...]
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}
