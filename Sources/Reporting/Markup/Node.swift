/// A piece of a page as a value: text is text until it is rendered, and only then is it escaped.
public indirect enum Node: Sendable, Hashable {
    /// Text, whatever is in it.
    case text(String)
    /// An element with its attributes and content.
    case element(Element)
    /// Pieces one after the other.
    case group([Node])
    /// Markup that is safe as it stands.
    case markup(SafeMarkup)
}
