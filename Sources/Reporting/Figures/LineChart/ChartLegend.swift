import Figures

/// The names of a panel's curves in columns, each beside a piece of its line.
struct ChartLegend {
    let panel: LineChart.Panel
    let palette: ChartPalette

    /// The number of characters of a name that fit into the narrowest column.
    private static let shortName = 12

    var node: Element {
        let curves = panel.inLegendOrder
        let isShort = curves.allSatisfy { $0.name.count <= Self.shortName }
        return Element(.ul, .class(isShort ? "legend" : "legend long")) {
            for series in curves {
                Element(.li, .class(palette.className(of: series))) {
                    Element(.svg, .class("swatch"), Attribute("viewBox", "0 0 24 8"), .hidden) {
                        Element(.path, Attribute("d", "M0 4h24"))
                    }
                    // A box of its own, so that the name's pieces are one in the row.
                    Element(.span) { BreakableName(series.name).nodes }
                }
            }
        }
    }
}
