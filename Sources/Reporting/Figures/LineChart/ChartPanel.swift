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
    /// Areas around curves, each with the name of its curve.
    var bands: [(name: String, mark: BandMark)] = []

    /// The maximum number of points of a drawn curve.
    private static let limit = 1000

    /// The maximum number of points of a background curve: more than one for each pixel of a panel.
    private static let backgroundLimit = 500

    /// The styles from the bottom to the top.
    private static let stacking: [LineChart.Series.Style] = [.background, .trend, .member, .line]

    private var layout: ChartLayout {
        // The vertical axis extends over the bands too.
        let edges = bands.flatMap { band in
            [band.mark.lower, band.mark.upper].map {
                LineChart.Series(name: band.name, style: .background, points: $0)
            }
        }
        let whole = LineChart.Panel(
            title: panel.title, format: panel.format, scale: panel.scale, series: panel.series + edges)
        return ChartLayout(panel: whole, horizontalAxis: horizontalAxis, data: data, size: size)
    }

    /// The columns of the chart's table that belong to this panel, each with the classes of its curve, for the page's
    /// script: `0 c0,1 c1`.
    private var columns: String {
        data.columns.enumerated().filter { $0.element.panel == index }
            .map { "\($0.offset) \(palette.className(of: $0.element.series))" }.joined(separator: ",")
    }

    private var isEmpty: Bool { !panel.series.contains { $0.points.contains(where: \.isFinite) } }

    /// The panel's name and the drawing, with a legend if the names are not beside the curves.
    var node: Element {
        let layout = layout
        let labels = panel.hasLegend ? nil : DirectLabels(lines: panel.named, layout: layout)
        return Element(.div, .class("panel")) {
            Element(.p, .class("panel-title")) { panel.title }
            if isEmpty {
                Element(.p, .class("note")) { "No values." }
            } else {
                drawing(layout, labels)
                if labels == nil { ChartLegend(panel: panel, palette: palette).node }
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
            HorizontalAxis(layout: layout).element
            for (name, mark) in bands { band(name, mark, layout) }
            for style in Self.stacking {
                for series in panel.series where series.style == style { curve(series, layout) }
            }
            if let labels { labels.node(palette) }
        }
    }

    private func curve(_ series: LineChart.Series, _ layout: ChartLayout) -> Element {
        let points = series.points.filter(\.isFinite)
        let isMarked =
            series.style == .line && points.count <= 16 && panel.named.count <= 4
            || points.count == 1 && [.line, .member].contains(series.style)
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

    private func band(_ name: String, _ mark: BandMark, _ layout: ChartLayout) -> Element? {
        guard let series = panel.series.first(where: { $0.name == name }) else { return nil }
        return Element(.g, .class("band \(palette.className(of: series))")) { mark.nodes(in: layout) }
    }

    private func words(_ point: LineChart.Point, of series: LineChart.Series) -> String {
        "\(series.name), \(horizontalAxis) \(NumberText.short(point.x)): " + panel.format.text(point.y)
    }
}
