public import Diagnostics

/// An image in the prose: `![what it shows](file.png)`.
public struct ProseImage: Sendable, Hashable {
    /// The address as the notebook gives it: `file.png`.
    public let address: String

    /// The address as a URL, as ``LinkDestination/url`` has it; empty where a report leaves it out.
    public let url: String

    /// The address in the file, or the line that the image stands on.
    public let range: SourceRange

    /// Makes an image.
    package init(address: String, url: String, at range: SourceRange) {
        self.address = address
        self.url = url
        self.range = range
    }
}
