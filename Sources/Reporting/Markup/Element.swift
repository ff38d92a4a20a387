/// An element with its attributes and content.
public struct Element: Sendable, Hashable {
    /// The tag.
    public let tag: Tag
    /// The attributes in the order they are written.
    public let attributes: [Attribute]
    /// The content.
    public let children: [Node]

    /// Makes an element; attributes that are `nil` are omitted.
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
