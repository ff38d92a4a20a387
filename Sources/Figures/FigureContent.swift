/// The numbers of one kind of figure: what a step shows, without a word about what it looks like.
///
/// A kind is a type that conforms to this protocol, stepbook's own and those of programs with steps of their own
/// alike. The cache keeps a figure by the kind's name and as JSON; the report draws it.
public protocol FigureContent: Codable, Sendable, Hashable {
    /// The kind's name, which no other kind has: `lineChart`. Caches hold it.
    static var kind: String { get }

    /// What stands over the figure; `nil` for none.
    var title: String? { get set }

    /// Whether the parts fit together as they do in every figure that was made and not read.
    ///
    /// Asked of what a cache or a stranger's file holds, whose numbers may be anything; whoever draws the figure relies
    /// on the answer.
    var isPossible: Bool { get }
}

extension FigureContent {
    /// Whether another figure is of the same kind and has the same numbers.
    func isEqual(to other: any FigureContent) -> Bool { (other as? Self) == self }
}
