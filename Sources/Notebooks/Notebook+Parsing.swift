public import Diagnostics

extension Notebook {
    /// Reads a Markdown file.
    ///
    /// Reading never fails: mistakes are reported in ``diagnostics``.
    public init(parsing source: SourceFile) {
        var bytes = Array(source.text.utf8)
        var diagnostics: [Diagnostic] = []
        for (offset, byte) in bytes.enumerated() where byte == 0 {
            diagnostics.append(.nul(at: offset..<offset + 1))
            bytes[offset] = UInt8(ascii: "?")
        }

        var frontMatter = FrontMatter()
        let block = FrontMatterBlock(in: source)
        if let block {
            let reader = FrontMatterReader(block, bytes: bytes)
            frontMatter = reader.frontMatter
            diagnostics += reader.diagnostics
            let head = source.rangeOfLine(1).lowerBound..<source.rangeOfLine(block.lineCount).upperBound
            if let value = UncomputedValue.range(in: bytes[head]) {
                diagnostics.append(.uncomputed(in: "the front matter", at: value))
            }
        } else if let opening = FrontMatterBlock.misplacedOpening(in: source) {
            diagnostics.append(.misplacedFrontMatter(at: opening))
            frontMatter.isComplete = false
        }
        let text = NotebookText(source: source, bytes: bytes, skippedLines: block?.lineCount ?? 0)
        let reader = MarkdownReader(text)
        self.init(
            source: source, frontMatter: frontMatter, blocks: reader.blocks, cells: reader.cells,
            computedValues: reader.computedValues, images: reader.images, links: reader.links,
            listings: reader.listings, diagnostics: (diagnostics + reader.diagnostics).inSourceOrder)
    }
}

extension Diagnostic {
    fileprivate static func misplacedFrontMatter(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "front-matter.misplaced", "front matter must start on the first line", at: range,
            label: "move it up",
            notes: [Note("here its settings are text and have no effect")])
    }
}
