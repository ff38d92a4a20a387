public import Figures

extension LineChart: DrawnFigure {
    /// Each panel with its curves.
    public var alternativeText: String {
        guard !panels.isEmpty else { return "No curves." }
        return panels.map {
            "\($0.title) by \(horizontalAxis). "
                + ChartDescription(panel: $0, horizontalAxis: horizontalAxis).text
        }.joined(separator: " ")
    }

    /// The numbers behind the curves, of at most 100 places on the horizontal axis.
    public var table: Table? { table(of: ChartData(of: self)) }

    /// The panels, and the numbers behind them.
    public func element(anchor: String) -> Element { LineChartView(chart: self, anchor: anchor).node }

    /// The styles of charts, of many curves too.
    public static let styles: [FigureResource] =
        ofFew + [
            .style("legends", PackageResources.legends_css, place: 0)
        ]

    /// The styles of charts whose curves are named at their ends.
    private static let ofFew: [FigureResource] = [
        .style("charts", PackageResources.charts_css, place: 0)
    ]

    /// The styles that the chart needs.
    public var styles: [FigureResource] {
        ChartPalette(for: self).isDashed || panels.contains(where: \.hasLegend) ? Self.styles : Self.ofFew
    }

    /// The script that shows the values at the pointer.
    public static let scripts: [FigureResource] = [
        .script("values", PackageResources.values_js, place: 1)
    ]
}
