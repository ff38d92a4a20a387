public import Diagnostics

/// A Markdown file as read: front matter, prose and cells, with the place of each in the file.
///
/// Reading never fails. What is wrong is in ``diagnostics``, and what could be understood is there all the same,
/// so that later stages find their own mistakes in one go.
public struct Notebook: Sendable {
    /// The file's text.
    public let source: SourceFile

    /// The settings at the head of the file.
    public let frontMatter: FrontMatter

    /// Prose, headings and cells in the order of the file.
    public let blocks: [Block]

    /// All cells in source order, also those inside quotes and lists; a cell's index is its place here.
    public let cells: [Cell]

    /// All computed values of the prose in source order; a value's index is its place here.
    public let computedValues: [ComputedValue]

    /// All images of the prose, in the order of the document.
    public let images: [ProseImage]

    /// All links of the prose, in the order of the document.
    public let links: [ProseLink]

    /// The listings that may be meant as cells, in the order of the document.
    package let listings: [Listing]

    /// Everything found wrong while reading, in source order.
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
