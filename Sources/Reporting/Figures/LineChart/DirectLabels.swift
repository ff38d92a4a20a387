import Figures

/// The names of curves beside their last points.
struct DirectLabels {
    private struct Label {
        let series: LineChart.Series
        let end: (x: Double, y: Double)
        let centre: Double
    }

    private let labels: [Label]
    private let edge: Double
    private let size: ChartSize

    /// Places the names; `nil` if there is no room for all, or none is needed.
    init?(lines: [LineChart.Series], layout: ChartLayout) {
        var ends: [(series: LineChart.Series, x: Double, y: Double)] = []
        for series in lines {
            guard let last = series.points.last(where: \.isFinite) else { continue }
            ends.append((series, layout.x(last.x), layout.y(last.y)))
        }
        guard
            let centres = LabelPlacement.centres(
                for: ends.map(\.y), spacing: layout.size.labelSpacing,
                within: layout.top...layout.bottom - 4)
        else { return nil }
        // If all curves end together, as after a single epoch, the names are right beside the last points.
        let last = ends.map(\.x).max() ?? layout.right
        size = layout.size
        edge = ends.allSatisfy { $0.x == last } ? last : layout.right
        labels = zip(ends, centres).map { Label(series: $0.series, end: ($0.x, $0.y), centre: $1) }
    }

    func node(_ palette: ChartPalette) -> Element {
        Element(.g, .class("labels")) {
            for label in labels {
                Element(.g, .class(palette.className(of: label.series))) {
                    if abs(label.centre - label.end.y) > 4 || edge - label.end.x > 8 {
                        Element(.path, .class("leader"), Attribute("d", leader(to: label)))
                    }
                    Element(
                        .text, Attribute("x", edge + 10), Attribute("y", label.centre),
                        Attribute("dy", ".35em")
                    ) { size.name(label.series.name) }
                }
            }
        }
    }

    private func leader(to label: Label) -> String {
        let start = "M\(Coordinate.text(label.end.x)) \(Coordinate.text(label.end.y))"
        return "\(start)L\(Coordinate.text(edge + 8)) \(Coordinate.text(label.centre))"
    }
}
