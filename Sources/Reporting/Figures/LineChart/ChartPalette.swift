import Figures

/// The colours of a chart's curves: a name has the same colour in every panel.
struct ChartPalette {
    /// The number of colours in the style sheet.
    static let count = 6

    private let names: [String]

    init(for chart: LineChart) {
        var names: [String] = []
        for series in chart.panels.flatMap(\.series)
        where series.style == .line && !names.contains(series.name) {
            names.append(series.name)
        }
        self.names = names
    }

    /// The CSS classes of a curve, for its colour, and for dashes if there are not enough colours.
    func className(of series: LineChart.Series) -> String {
        guard let place = names.firstIndex(of: series.name) else { return "neutral" }
        return place < Self.count ? "c\(place)" : "c\(place % Self.count) dash-\(place / Self.count)"
    }
}
