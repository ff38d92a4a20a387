public import Diagnostics

/// A link in the prose: `[words](address)`.
public struct ProseLink: Sendable, Hashable {
    /// The address as the notebook gives it: `#results`, `other.md`.
    public let address: String

    /// The address as the HTML of the prose has it, between the quotes of `href`; empty where it is left out.
    public let markup: String

    /// The address in the file, or the lines that the link stands on.
    public let range: SourceRange

    /// Makes a link.
    package init(address: String, markup: String, at range: SourceRange) {
        self.address = address
        self.markup = markup
        self.range = range
    }
}
