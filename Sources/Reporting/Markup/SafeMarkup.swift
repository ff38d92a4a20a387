/// Markup that is added to the page without escaping.
public struct SafeMarkup: Sendable, Hashable {
    /// The markup.
    public let text: String

    /// Takes the output of ``HTMLRenderer``.
    init(fromMarkdown html: String) { text = html }

    /// Takes markup written in a program's source.
    public init(_ literal: StaticString) { text = literal.description }

    /// Takes the page's own style or script.
    ///
    /// - Precondition: the text does not end its element.
    init(inside tag: Tag, _ text: String) {
        precondition(!text.contains("</"), "a \(tag.rawValue) with an end tag in it")
        self.text = text
    }
}
