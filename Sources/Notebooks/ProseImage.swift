public import Diagnostics

/// An image in the prose: `![what it shows](file.png)`.
public struct ProseImage: Sendable, Hashable {
    /// The address as the notebook gives it: `file.png`.
    public let address: String

    /// The address as the HTML of the prose has it, between the quotes of `src`.
    public let markup: String

    /// The address in the file, or the line that the image stands on.
    public let range: SourceRange

    /// Makes an image.
    package init(address: String, markup: String, at range: SourceRange) {
        self.address = address
        self.markup = markup
        self.range = range
    }
}
