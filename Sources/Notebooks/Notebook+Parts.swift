package import Diagnostics

extension Heading {
    /// Makes a heading from its parts.
    package init(
        level: Int, anchor: String, content: MarkdownTree, plainText: String, source: Substring,
        at range: SourceRange
    ) {
        self.level = level
        self.anchor = anchor
        self.content = content
        self.plainText = plainText
        self.range = range
        self.source = source
    }
}

extension ProseBlock {
    /// Makes a block from its parts.
    package init(_ tree: MarkdownTree, source: Substring, at range: SourceRange) {
        self.source = source
        self.range = range
        self.tree = tree
    }
}

extension ComputedValue {
    /// Makes a computed value from its parts.
    package init(expression: Expression?, text: String, at range: SourceRange) {
        self.expression = expression
        self.text = text
        self.range = range
    }
}

extension Cell {
    /// Makes a cell from its parts.
    package init(
        index: Int, line: Int, options: CellOptions = CellOptions(), statements: [Statement] = [],
        spans: [CodeSpan], at range: SourceRange
    ) {
        self.index = index
        self.range = range
        self.line = line
        self.options = options
        self.statements = statements
        self.spans = spans
        self.brokenNames = []
    }
}

extension CodeSpan {
    /// Makes a span from its parts.
    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}
