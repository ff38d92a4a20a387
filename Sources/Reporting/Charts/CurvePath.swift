import Figures

/// A curve as the path of a drawing.
enum CurvePath {
    /// The most points that a curve is drawn with.
    static let limit = 1000

    /// The most points of a curve that stands pale behind the others: more than one for each pixel of a panel.
    static let backgroundLimit = 500

    /// The path's text; where a point is not finite the line breaks.
    ///
    /// - Parameter limit: the most points of a stretch.
    ///
    /// Coordinates are in tenths, each the exact difference of two rounded places, so that errors do not add up.
    static func text(
        of points: [LineChart.Point], in layout: ChartLayout, limit: Int = limit
    ) -> String {
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
