import Figures

/// An area between two lines, such as the extent of several runs around their mean.
struct BandMark: Mark {
    /// The lower line, by ascending `x`.
    let lower: [ChartPoint]
    /// The upper line, at the same places.
    let upper: [ChartPoint]
    /// The maximum number of places of a drawn piece; more are sampled at even distances.
    var limit = 250

    /// The places at which both ends can be drawn, in unbroken pieces.
    private var pieces: [[(lower: ChartPoint, upper: ChartPoint)]] {
        zip(lower, upper).map { (lower: $0, upper: $1) }
            .split { !$0.lower.isFinite || !$0.upper.isFinite }
            .map { piece -> [(lower: ChartPoint, upper: ChartPoint)] in
                let piece = Array(piece)
                guard piece.count > limit else { return piece }
                return (0..<limit).map { piece[$0 * (piece.count - 1) / (limit - 1)] }
            }
    }

    func nodes(in layout: ChartLayout) -> [Node] {
        let path = pieces.filter { $0.count > 1 }.map { piece -> String in
            let outline = piece.map(\.upper) + piece.reversed().map(\.lower)
            let places = outline.map { point -> String in
                "\(Coordinate.text(layout.x(point.x))) \(Coordinate.text(layout.y(point.y)))"
            }
            return "M" + places.joined(separator: "L") + "Z"
        }.joined()
        return path.isEmpty ? [] : [.element(Element(.path, Attribute("d", path)))]
    }
}
