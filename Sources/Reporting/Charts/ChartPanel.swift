import Figures
import Workflow

/// One panel of a chart as a drawing.
struct ChartPanel {
    let panel: LineChart.Panel
    /// Which of the chart's panels it is.
    let index: Int
    let horizontalAxis: String
    let data: ChartData
    let palette: ChartPalette
    let size: ChartSize
    /// A name for this drawing that nothing else in the page has.
    let anchor: String

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

    /// The panel's name, its legend where there is no room for labels, and the drawing.
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
            verticalAxis(layout)
            horizontalAxis(layout)
            for series in panel.series where series.style == .background { curve(series, layout) }
            for series in panel.series where series.style == .trend { curve(series, layout) }
            for series in lines { curve(series, layout) }
            if let labels { labels.node(palette) }
        }
    }

    private func verticalAxis(_ layout: ChartLayout) -> Element {
        Element(.g, .class("axis")) {
            for tick in layout.vertical.ticks {
                let y = layout.y(tick)
                Element(
                    .line, .class(tick == layout.vertical.domain.lowerBound ? "base" : "rule"),
                    Attribute("x1", layout.left), Attribute("x2", layout.right), Attribute("y1", y),
                    Attribute("y2", y))
                Element(
                    .text, Attribute("x", layout.left - 7), Attribute("y", y), Attribute("dy", ".35em"),
                    Attribute("text-anchor", "end")
                ) { layout.verticalLabel.text(tick) }
            }
        }
    }

    private func horizontalAxis(_ layout: ChartLayout) -> Element {
        let baseline = layout.bottom + 1.5 * size.fontSize
        return Element(.g, .class("axis")) {
            for tick in layout.horizontalTicks {
                let x = layout.x(tick)
                Element(
                    .line, .class("tick"), Attribute("x1", x), Attribute("x2", x),
                    Attribute("y1", layout.bottom), Attribute("y2", layout.bottom + 5))
                Element(
                    .text, Attribute("x", x), Attribute("y", baseline), Attribute("text-anchor", "middle")
                ) { layout.horizontalLabel.text(tick) }
            }
            Element(
                .text, .class("name"), Attribute("x", size.width), Attribute("y", baseline),
                Attribute("text-anchor", "end")
            ) { size.name(horizontalAxis) }
        }
    }

    private func curve(_ series: LineChart.Series, _ layout: ChartLayout) -> Element {
        let points = series.points.filter(\.isFinite)
        let isMarked = series.style == .line && (points.count == 1 || points.count <= 16 && lines.count <= 4)
        return Element(.g, .class("curve \(series.style.rawValue) \(palette.className(of: series))")) {
            if points.count > 1 {
                Element(
                    .path,
                    Attribute(
                        "d",
                        CurvePath.text(
                            of: series.points, in: layout,
                            limit: series.style == .background ? CurvePath.backgroundLimit : CurvePath.limit))
                )
            }
            if isMarked {
                for point in points {
                    Element(
                        .circle, Attribute("cx", layout.x(point.x)), Attribute("cy", layout.y(point.y)),
                        Attribute("r", 3.5)
                    ) {
                        Element(.title) {
                            "\(series.name), \(horizontalAxis) \(NumberText.short(point.x)): "
                                + panel.format.text(point.y)
                        }
                    }
                }
            }
        }
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
