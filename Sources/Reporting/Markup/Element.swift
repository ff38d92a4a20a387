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
