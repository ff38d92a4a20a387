/// The kinds of figures that a program knows, by name; the set is complete before a notebook is read.
public struct FigureKinds: Sendable {
    /// The key of a decoder's `userInfo` for the kinds of figures.
    package static let key: CodingUserInfoKey = {
        guard let key = CodingUserInfoKey(rawValue: "figure kinds") else {
            preconditionFailure("a key of a text that is not empty")
        }
        return key
    }()

    /// The kinds that stepbook comes with.
    public static let standard = FigureKinds([
        LineChart.self, ImageGrid.self, ConfusionMatrix.self, Table.self, PredictionSheet.self,
        DrawingPad.self,
        NetworkDiagram.self, HeatMapGrid.self,
    ])

    /// All kinds, in the order in which they were added.
    public let all: [any FigureContent.Type]

    private let named: [String: any FigureContent.Type]

    /// Makes a set of kinds.
    ///
    /// - Precondition: all names are distinct.
    public init(_ kinds: [any FigureContent.Type]) {
        let names = kinds.map { $0.kind }
        precondition(Set(names).count == names.count, "a name stands for two kinds among \(names.sorted())")
        all = kinds
        named = Dictionary(uniqueKeysWithValues: kinds.map { ($0.kind, $0) })
    }

    /// The same with further kinds.
    ///
    /// - Precondition: all names are distinct.
    public func adding(_ kinds: [any FigureContent.Type]) -> FigureKinds { FigureKinds(all + kinds) }

    /// The kind of this name; `nil` if there is none.
    public subscript(name: String) -> (any FigureContent.Type)? { named[name] }
}
