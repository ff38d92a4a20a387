/// The data of one kind of figure, independent of how it looks.
///
/// A kind is a type that conforms to this protocol, in stepbook as well as in programs with custom steps. The
/// cache stores a figure as the kind's name and JSON; the report draws it.
public protocol FigureContent: Codable, Sendable, Hashable {
    /// The kind's unique name, which caches store: `lineChart`.
    static var kind: String { get }

    /// The title of the figure; `nil` for none.
    var title: String? { get set }

    /// Whether the parts are consistent, as the initializers require.
    ///
    /// Called for figures from a cache or an untrusted file, whose numbers may be anything; drawing relies on the
    /// answer.
    var isPossible: Bool { get }
}

extension FigureContent {
    /// Whether another figure is of the same kind and has the same numbers.
    func isEqual(to other: any FigureContent) -> Bool { (other as? Self) == self }
}
