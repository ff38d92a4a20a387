public import Diagnostics

/// A parsed Markdown file: front matter, prose and cells, each with its range in the file.
///
/// Parsing never fails. Mistakes are reported in ``diagnostics``, and everything that could be understood is kept, so
/// that later stages report their own mistakes in the same pass.
public struct Notebook: Sendable {
    /// The file's text.
    public let source: SourceFile

    /// The settings at the head of the file.
    public let frontMatter: FrontMatter

    /// Prose, headings and cells in the order of the file.
    public let blocks: [Block]

    /// All cells in source order, including those in quotes and lists; a cell's index is its position here.
    public let cells: [Cell]

    /// All computed values of the prose in source order; a value's index is its position here.
    public let computedValues: [ComputedValue]

    /// All images of the prose, in the order of the document.
    public let images: [ProseImage]

    /// All links of the prose, in the order of the document.
    public let links: [ProseLink]

    /// The listings that may be meant as cells, in the order of the document.
    package let listings: [Listing]

    /// All mistakes found while parsing, in source order.
    public let diagnostics: [Diagnostic]

    /// Makes a notebook from its parts.
    package init(
        source: SourceFile, frontMatter: FrontMatter, blocks: [Block], cells: [Cell],
        computedValues: [ComputedValue], images: [ProseImage] = [], links: [ProseLink] = [],
        listings: [Listing] = [], diagnostics: [Diagnostic]
    ) {
        self.source = source
        self.frontMatter = frontMatter
        self.blocks = blocks
        self.cells = cells
        self.computedValues = computedValues
        self.images = images
        self.links = links
        self.listings = listings
        self.diagnostics = diagnostics
    }
}
