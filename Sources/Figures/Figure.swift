/// Something a step shows, as numbers: what it looks like is the report's business.
public struct Figure: Sendable, Hashable {
    /// The numbers, of one of the kinds there are.
    public let content: any FigureContent

    /// Makes a figure of its numbers.
    public init(_ content: some FigureContent) { self.content = content }

    /// The name of its kind: `lineChart`.
    public var kind: String { type(of: content).kind }

    /// The figure under a title; `nil` for none.
    public func titled(_ title: String?) -> Figure {
        var content = content
        content.title = title
        return Figure(content)
    }

    /// Whether both are of one kind and have the same numbers.
    public static func == (first: Figure, second: Figure) -> Bool {
        first.content.isEqual(to: second.content)
    }

    /// Hashes kind and numbers.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        content.hash(into: &hasher)
    }
}
