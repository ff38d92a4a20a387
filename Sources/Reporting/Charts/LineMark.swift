import Figures

/// A line through points, interrupted where one is not finite.
struct LineMark: Mark {
    /// The points, by ascending `x`.
    let points: [ChartPoint]
    /// The maximum number of drawn points of a segment.
    let limit: Int

    func nodes(in layout: ChartLayout) -> [Node] {
        [.element(Element(.path, Attribute("d", path(in: layout))))]
    }

    /// Coordinates are in tenths, each the exact difference of two rounded positions, so that errors do not accumulate.
    private func path(in layout: ChartLayout) -> String {
        var path = ""
        for stretch in points.split(whereSeparator: { !$0.isFinite }) {
            var last = (x: 0, y: 0)
            for (place, point) in Array(stretch).thinned(to: limit).enumerated() {
                let x = Coordinate.tenths(layout.x(point.x))
                let y = Coordinate.tenths(layout.y(point.y))
                if place == 0 {
                    path += "M\(Coordinate.text(tenths: x)) \(Coordinate.text(tenths: y))"
                } else {
                    let vertical = Coordinate.text(tenths: y - last.y)
                    path += place == 1 ? "l" : " "
                    path += Coordinate.text(tenths: x - last.x)
                    path += vertical.hasPrefix("-") ? vertical : " " + vertical
                }
                last = (x, y)
            }
        }
        return path
    }
}
