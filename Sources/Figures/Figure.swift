/// The data of something that a step shows; the report decides how it looks.
public struct Figure: Sendable, Hashable {
    /// The numbers, of one of the known kinds.
    public let content: any FigureContent

    /// Makes a figure from its numbers.
    public init(_ content: some FigureContent) { self.content = content }

    /// The name of its kind: `lineChart`.
    public var kind: String { type(of: content).kind }

    /// The figure with a title; `nil` for none.
    public func titled(_ title: String?) -> Figure {
        var content = content
        content.title = title
        return Figure(content)
    }

    /// Whether both have the same kind and the same numbers.
    public static func == (first: Figure, second: Figure) -> Bool {
        first.content.isEqual(to: second.content)
    }

    /// Hashes kind and numbers.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        content.hash(into: &hasher)
    }
}
