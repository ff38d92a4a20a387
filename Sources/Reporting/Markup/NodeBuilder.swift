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
