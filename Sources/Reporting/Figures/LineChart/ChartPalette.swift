import Figures

/// Which colour each curve of a chart has: one name has one colour in every panel.
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

    /// The classes of a curve, which give it its colour, and dashes where the colours do not suffice.
    func className(of series: LineChart.Series) -> String {
        guard let place = names.firstIndex(of: series.name) else { return "neutral" }
        return place < Self.count ? "c\(place)" : "c\(place % Self.count) dash-\(place / Self.count)"
    }
}
