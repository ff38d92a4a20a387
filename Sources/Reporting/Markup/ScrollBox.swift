/// A box that scrolls horizontally if its content is wider than the page, also by keyboard.
public struct ScrollBox {
    private let label: String
    private let content: [Node]

    /// Makes a box.
    ///
    /// - Parameter label: its label for screen readers.
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
