import Diagnostics

/// Reads the computed values of a document's prose.
struct ComputedValueReader {
    /// A code span that is a computed value, with its range.
    private struct FoundValue {
        let place: Int
        let content: MappedText
    }

    /// The values, in source order.
    private(set) var computedValues: [ComputedValue] = []

    /// The index of each value by the node index of its code span.
    private(set) var indices: [Int: Int] = [:]

    /// The content of each value's code span, by the value's index.
    private(set) var contents: [SourceRange] = []

    /// The plain text of each top-level heading, by its node index.
    private(set) var headingTexts: [Int: String] = [:]

    /// The diagnostics of the values, in no particular order.
    private(set) var diagnostics: [Diagnostic] = []

    /// Reads all values of a document.
    init(_ tabled: TabledDocument) {
        var found: [FoundValue] = []
        var locator: (block: Int, locator: CodeSpanLocator)?
        let nodes = tabled.document.nodes
        for (place, node) in nodes.enumerated() where !node.kind.isBlock {
            let block = nodes[node.block]
            let isHeading = block.kind.isHeading && block.parent == 0
            guard case .code(let literal) = node.kind else {
                if isHeading { headingTexts[node.block, default: ""] += node.plainText }
                continue
            }
            let expression = Self.expression(of: literal)
            if isHeading { headingTexts[node.block, default: ""] += expression ?? literal }
            guard expression != nil else { continue }

            if locator?.block != node.block {
                locator = (node.block, CodeSpanLocator(tabled.text(of: block)))
            }
            let guess = tabled.guess(for: node, in: block)
            let content =
                locator?.locator.locate(literal, guess: guess) ?? tabled.unplaced(literal, in: block)
            if node.isInImage {
                diagnostics.append(.valueInImage(at: content.wholeRange))
            } else {
                found.append(FoundValue(place: place, content: content))
            }
        }
        found.sort { $0.content.fileOffset(of: 0) < $1.content.fileOffset(of: 0) }
        for (index, value) in found.enumerated() {
            read(value.content)
            indices[value.place] = index
            contents.append(value.content.wholeRange)
        }
    }

    private mutating func read(_ content: MappedText) {
        let text = content[1..<content.bytes.count].trimmed
        var parser = StepParser(Lexer(text, as: .computedValue))
        let expression = parser.readSingleExpression()
        diagnostics += parser.allDiagnostics
        computedValues.append(
            ComputedValue(expression: expression, text: text.string, range: text.wholeRange))
    }

    /// The expression in a code span; `nil` if it contains none.
    ///
    /// A lone `=` and `==`, `=>` and the like cannot start one, and are shown as ordinary code.
    private static func expression(of literal: String) -> String? {
        guard literal.utf8.first == UInt8(ascii: "=") else { return nil }
        var rest = literal.utf8.dropFirst()
        if let next = rest.first, next.isOperatorByte, next != UInt8(ascii: "-"), next != UInt8(ascii: "!") {
            return nil
        }
        while rest.first?.isBlank == true { rest.removeFirst() }
        while rest.last?.isBlank == true { rest.removeLast() }
        return rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
    }
}

extension TabledDocument {
    /// The offset in its block's text at which cmark says that a code span's content starts.
    fileprivate func guess(for node: CommonMarkDocument.Node, in block: CommonMarkDocument.Node) -> Int {
        // The text of a table cell is preceded by '# '.
        if isCell(block) { return node.startColumn - 3 }
        return startOfLine(of: node) + node.startColumn - 1 - lines(of: block).lowerBound
    }

    /// The text of a code span that was not found, mapped as a whole to the start of its block.
    fileprivate func unplaced(_ literal: String, in block: CommonMarkDocument.Node) -> MappedText {
        let start = text(of: block).fileOffset(of: 0)
        var text = MappedText()
        text.append(literal.utf8, from: start..<start)
        return text
    }
}

extension CommonMarkDocument.Node {
    fileprivate var plainText: String {
        switch kind {
        case .text(let text): text
        case .softBreak, .lineBreak: " "
        default: ""
        }
    }
}

extension Diagnostic {
    fileprivate static func valueInImage(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "markdown.value-in-image", "an image's description cannot hold a computed value", at: range)
    }
}
