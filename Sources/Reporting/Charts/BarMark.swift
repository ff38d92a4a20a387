package import Figures

/// A bar at each point, from 0 or the nearest end of the scale, with a tooltip.
package struct BarMark: Mark {
    private let points: [ChartPoint]
    private let width: Double
    private let words: (ChartPoint) -> String

    /// Makes bars.
    ///
    /// - Parameters:
    ///   - points: the position and the height of each; those that are not finite are skipped.
    ///   - width: the width of a bar, in the unit of the horizontal scale.
    ///   - words: the tooltip of a bar.
    package init(
        points: [ChartPoint], width: Double = 0.7, words: @escaping (ChartPoint) -> String
    ) {
        self.points = points
        self.width = width
        self.words = words
    }

    /// The bars.
    package func nodes(in layout: ChartLayout) -> [Node] {
        let base = layout.y(0.0.clamped(to: layout.vertical.domain))
        return points.filter(\.isFinite).map { point in
            let (left, right) = (layout.x(point.x - width / 2), layout.x(point.x + width / 2))
            let end = layout.y(point.y)
            return .element(
                Element(
                    .rect, Attribute("fill", "currentColor"), Attribute("x", left),
                    Attribute("y", min(base, end)),
                    Attribute("width", right - left), Attribute("height", abs(end - base))
                ) { Element(.title) { words(point) } })
        }
    }
}
