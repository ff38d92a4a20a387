/// A piece of a page as a value; text is escaped in rendering only.
public indirect enum Node: Sendable, Hashable {
    /// Any text.
    case text(String)
    /// An element with its attributes and content.
    case element(Element)
    /// A sequence of pieces.
    case group([Node])
    /// Markup that is safe without escaping.
    case markup(SafeMarkup)
}
