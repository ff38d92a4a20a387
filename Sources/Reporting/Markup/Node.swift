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

/// Markup that goes into the page as it stands.
public struct SafeMarkup: Sendable, Hashable {
    /// The markup.
    public let text: String

    /// Takes what ``HTMLRenderer`` has written.
    init(fromMarkdown html: String) { text = html }

    /// Takes markup written in a program's source.
    public init(_ literal: StaticString) { text = literal.description }

    /// Takes the page's own style or script.
    ///
    /// - Precondition: the text does not end the element it stands in.
    init(inside tag: Tag, _ text: String) {
        precondition(!text.contains("</"), "a \(tag.rawValue) with an end tag in it")
        self.text = text
    }
}

/// An element with its attributes and content.
public struct Element: Sendable, Hashable {
    /// What kind of element it is.
    public let tag: Tag
    /// The attributes in the order they are written.
    public let attributes: [Attribute]
    /// What stands in it.
    public let children: [Node]

    /// Makes an element; an attribute that is `nil` is left out.
    public init(
        _ tag: Tag, _ attributes: Attribute?..., @NodeBuilder content: () -> [Node] = { [] }
    ) {
        self.init(tag, attributes: attributes.compactMap(\.self), children: content())
    }

    /// Makes an element from lists.
    public init(_ tag: Tag, attributes: [Attribute], children: [Node]) {
        self.tag = tag
        self.attributes = attributes
        self.children = children
    }
}

/// Collects pieces of a page from statements, with `if` and `for` among them.
@resultBuilder
public enum NodeBuilder {
    /// An element.
    public static func buildExpression(_ element: Element) -> [Node] { [.element(element)] }
    /// An element, or nothing.
    public static func buildExpression(_ element: Element?) -> [Node] {
        element.map { [.element($0)] } ?? []
    }
    /// A text.
    public static func buildExpression(_ text: String) -> [Node] { [.text(text)] }
    /// A piece.
    public static func buildExpression(_ node: Node) -> [Node] { [node] }
    /// Pieces one after the other.
    public static func buildExpression(_ nodes: [Node]) -> [Node] { nodes }
    /// Elements one after the other.
    public static func buildExpression(_ elements: [Element]) -> [Node] { elements.map(Node.element) }
    /// Statements one after the other.
    public static func buildBlock(_ parts: [Node]...) -> [Node] { parts.flatMap(\.self) }
    /// What `if` may give.
    public static func buildOptional(_ part: [Node]?) -> [Node] { part ?? [] }
    /// What `if` gives.
    public static func buildEither(first part: [Node]) -> [Node] { part }
    /// What `else` gives.
    public static func buildEither(second part: [Node]) -> [Node] { part }
    /// What each round of a loop gives.
    public static func buildArray(_ parts: [[Node]]) -> [Node] { parts.flatMap(\.self) }
}
