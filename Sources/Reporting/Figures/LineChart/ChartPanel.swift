import Figures
import Workflow

/// One panel of a chart as a drawing.
struct ChartPanel {
    let panel: LineChart.Panel
    /// The panel's index in the chart.
    let index: Int
    let horizontalAxis: String
    let data: ChartData
    let palette: ChartPalette
    let size: ChartSize
    /// The drawing's unique anchor in the page.
    let anchor: String

    /// The maximum number of points of a drawn curve.
    private static let limit = 1000

    /// The maximum number of points of a background curve: more than one for each pixel of a panel.
    private static let backgroundLimit = 500

    private var layout: ChartLayout {
        ChartLayout(panel: panel, horizontalAxis: horizontalAxis, units: data.places, size: size)
    }
    private var lines: [LineChart.Series] { panel.series.filter { $0.style == .line } }

    /// The columns of the chart's table that belong to this panel, each with the classes of its curve, for the page's
    /// script: `0 c0,1 c1`.
    private var columns: String {
        data.columns.enumerated().filter { $0.element.panel == index }
            .map { "\($0.offset) \(palette.className(of: $0.element.series))" }.joined(separator: ",")
    }

    private var isEmpty: Bool { !panel.series.contains { $0.points.contains(where: \.isFinite) } }

    /// The panel's name, its legend if there is no room for labels, and the drawing.
    var node: Element {
        let layout = layout
        let labels = DirectLabels(lines: lines, layout: layout)
        return Element(.div, .class("panel")) {
            Element(.p, .class("panel-title")) { panel.title }
            if isEmpty {
                Element(.p, .class("note")) { "No values." }
            } else {
                if labels == nil { legend }
                drawing(layout, labels)
            }
        }
    }

    private func drawing(_ layout: ChartLayout, _ labels: DirectLabels?) -> Element {
        Element(
            .svg, .class("chart"), Attribute("role", "img"),
            Attribute("viewBox", "0 0 \(Int(size.width)) \(Int(size.height))"),
            Attribute("aria-labelledby", "\(anchor)-title \(anchor)-desc"),
            Attribute(
                "data-places", data.places.map { Coordinate.text(layout.x($0)) }.joined(separator: " ")),
            Attribute("data-columns", columns)
        ) {
            Element(.title, .id("\(anchor)-title")) { "\(panel.title) by \(horizontalAxis)" }
            Element(.desc, .id("\(anchor)-desc")) {
                ChartDescription(panel: panel, horizontalAxis: horizontalAxis).text
            }
            VerticalAxis(layout: layout).element
            HorizontalAxis(layout: layout, name: horizontalAxis).element
            for series in panel.series where series.style == .background { curve(series, layout) }
            for series in panel.series where series.style == .trend { curve(series, layout) }
            for series in lines { curve(series, layout) }
            if let labels { labels.node(palette) }
        }
    }

    private func curve(_ series: LineChart.Series, _ layout: ChartLayout) -> Element {
        let points = series.points.filter(\.isFinite)
        let isMarked = series.style == .line && (points.count == 1 || points.count <= 16 && lines.count <= 4)
        return Element(.g, .class("curve \(series.style.rawValue) \(palette.className(of: series))")) {
            if points.count > 1 {
                LineMark(
                    points: series.points,
                    limit: series.style == .background ? Self.backgroundLimit : Self.limit
                ).nodes(in: layout)
            }
            if isMarked { PointMark(points: points) { words($0, of: series) }.nodes(in: layout) }
        }
    }

    private func words(_ point: LineChart.Point, of series: LineChart.Series) -> String {
        "\(series.name), \(horizontalAxis) \(NumberText.short(point.x)): " + panel.format.text(point.y)
    }

    private var legend: Element {
        Element(.ul, .class("legend")) {
            for series in lines {
                Element(.li, .class(palette.className(of: series))) {
                    Element(.svg, .class("swatch"), Attribute("viewBox", "0 0 24 8"), .hidden) {
                        Element(.path, Attribute("d", "M0 4h24"))
                    }
                    series.name
                }
            }
        }
    }
}
