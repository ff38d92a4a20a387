/// A box that scrolls sideways by itself where its content is wider than the page, by keyboard too.
struct ScrollBox {
    private let label: String
    private let content: [Node]

    init(label: String, @NodeBuilder content: () -> [Node]) {
        self.label = label
        self.content = content()
    }

    var node: Element {
        Element(.div, .class("scroll"), Attribute("role", "group"), .label(label), Attribute("tabindex", "0"))
        {
            content
        }
    }
}
