public import Diagnostics

/// A link in the prose: `[words](address)`.
public struct ProseLink: Sendable, Hashable {
    /// The address as the notebook gives it: `#results`, `other.md`.
    public let address: String

    /// The address as a URL, as ``LinkDestination/url`` has it; empty where a report leaves it out.
    public let url: String

    /// The address in the file, or the lines that the link stands on.
    public let range: SourceRange

    /// Makes a link.
    package init(address: String, url: String, at range: SourceRange) {
        self.address = address
        self.url = url
        self.range = range
    }
}
