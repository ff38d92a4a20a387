import Notebooks

/// Highlights a cell's source well enough for a sample.
enum SampleHighlighter {
    static func spans(of source: String) -> [CodeSpan] {
        var spans: [CodeSpan] = []
        var rest = source[...]
        func take(_ kind: CodeSpan.Kind, _ length: Int) {
            spans.append(CodeSpan(kind, String(rest.prefix(length))))
            rest = rest.dropFirst(length)
        }
        while let first = rest.first {
            if rest.hasPrefix("//") {
                take(.comment, rest.prefix { $0 != "\n" }.count)
            } else if first == "\"" {
                take(.string, rest.dropFirst().prefix { $0 != "\"" }.count + 2)
            } else if first.isNumber {
                take(.number, rest.prefix { $0.isNumber || $0 == "." || $0 == "_" }.count)
            } else if first.isLetter {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                let next = rest.dropFirst(word.count).first
                let isMember = spans.last?.text == "."
                let kind: CodeSpan.Kind =
                    word == "let"
                    ? .keyword
                    : ["true", "false", "nil"].contains(word)
                        ? .literal
                        : next == "(" ? .call : next == ":" ? .label : isMember ? .member : .name
                take(kind, word.count)
            } else {
                take(first == "." ? .symbol : .plain, 1)
            }
        }
        return spans
    }
}
