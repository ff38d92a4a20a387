import Figures

/// The colours and dashes of a chart's curves: a name has the same in every panel.
struct ChartPalette {
    /// The number of colours in the style sheet.
    static let count = 6

    /// The number of kinds of dashes there, unbroken lines included.
    private static let dashCount = 4

    /// The lines of a chart with members, which have the colour of the text.
    private let leads: [String]
    private let names: [String]
    /// Whether there are dashes beside the colours.
    let isDashed: Bool

    init(for chart: LineChart) {
        let named = chart.panels.flatMap(\.named)
        let hasMembers = named.contains { $0.style == .member }
        func names(of style: LineChart.Series.Style) -> [String] {
            named.filter { $0.style == style }.reduce(into: []) { names, series in
                if !names.contains(series.name) { names.append(series.name) }
            }
        }
        leads = hasMembers ? names(of: .line) : []
        self.names = names(of: hasMembers ? .member : .line)
        isDashed = hasMembers || self.names.count > Self.count
    }

    /// The CSS classes of a curve, for its colour, and for its dashes if colours alone do not distinguish all.
    ///
    /// Names beside each other differ in both, and one of 24 differs from each other in one.
    func className(of series: LineChart.Series) -> String {
        if series.style == .line, let place = leads.firstIndex(of: series.name) {
            return "lead" + Self.dash(place)
        }
        guard let place = names.firstIndex(of: series.name) else { return "neutral" }
        return "c\(place % Self.count)" + (isDashed ? Self.dash(place + place / Self.count) : "")
    }

    private static func dash(_ place: Int) -> String {
        place % dashCount == 0 ? "" : " dash-\(place % dashCount)"
    }
}
