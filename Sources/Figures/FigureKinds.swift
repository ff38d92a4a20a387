/// The kinds of figures that a program knows, by name: closed before a notebook is read.
public struct FigureKinds: Sendable {
    /// What a decoder of figures knows its kinds by.
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
        NetworkDiagram.self,
    ])

    /// All of them, in the order in which they were named.
    public let all: [any FigureContent.Type]

    private let named: [String: any FigureContent.Type]

    /// Makes a set of kinds.
    ///
    /// - Precondition: no name stands for two kinds.
    public init(_ kinds: [any FigureContent.Type]) {
        let names = kinds.map { $0.kind }
        precondition(Set(names).count == names.count, "a name stands for two kinds among \(names.sorted())")
        all = kinds
        named = Dictionary(uniqueKeysWithValues: kinds.map { ($0.kind, $0) })
    }

    /// The same with kinds of one's own.
    ///
    /// - Precondition: no name stands for two kinds.
    public func adding(_ kinds: [any FigureContent.Type]) -> FigureKinds { FigureKinds(all + kinds) }

    /// The kind of this name; `nil` where there is none.
    public subscript(name: String) -> (any FigureContent.Type)? { named[name] }
}
