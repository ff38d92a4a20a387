import Figures

/// A dot at each point, with a tooltip.
struct PointMark: Mark {
    /// The points; those that are not finite are skipped.
    let points: [ChartPoint]
    /// The tooltip of a point.
    let words: (ChartPoint) -> String

    func nodes(in layout: ChartLayout) -> [Node] {
        points.filter(\.isFinite).map { point in
            .element(
                Element(
                    .circle, Attribute("cx", layout.x(point.x)), Attribute("cy", layout.y(point.y)),
                    Attribute("r", 3.5)
                ) { Element(.title) { words(point) } })
        }
    }
}

extension ChartPoint {
    /// Whether both coordinates can be drawn.
    var isFinite: Bool { x.isFinite && y.isFinite }
}
