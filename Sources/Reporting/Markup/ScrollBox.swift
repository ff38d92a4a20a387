/// A box that scrolls sideways by itself where its content is wider than the page, by keyboard too.
public struct ScrollBox {
    private let label: String
    private let content: [Node]

    /// Makes a box.
    ///
    /// - Parameter label: what is in it, for those who do not see it.
    public init(label: String, @NodeBuilder content: () -> [Node]) {
        self.label = label
        self.content = content()
    }

    /// The box.
    public var node: Element {
        Element(.div, .class("scroll"), Attribute("role", "group"), .label(label), Attribute("tabindex", "0"))
        {
            content
        }
    }
}
