import Figures

/// Where everything of a panel stands, in the units of its drawing.
struct ChartLayout {
    /// The size that text is drawn at on narrow screens, where it is largest: room is left for that.
    static let fontSize = 15.0
    /// The whole drawing.
    static let width = 420.0
    static let height = 258.0
    /// The least distance between the middles of two labels.
    static let labelSpacing = 17.0

    let horizontal: Axis
    let vertical: Axis
    let horizontalLabel: AxisLabel
    let verticalLabel: AxisLabel
    /// The area of the curves.
    let left: Double
    let right: Double
    let top = 12.0
    let bottom = 226.0

    init(panel: LineChart.Panel, horizontalAxis: String) {
        let points = panel.series.flatMap(\.points).filter(\.isFinite)
        let horizontal = Axis.exact(over: points.map(\.x), count: 5)
        let vertical = Axis.rounded(
            over: points.map(\.y), count: 4, within: panel.format == .percent ? 0...1 : nil)
        let verticalLabel = AxisLabel(for: vertical, format: panel.format)
        let horizontalLabel = AxisLabel(for: horizontal)
        let tickWidth = vertical.ticks.map { Self.width(of: verticalLabel.text($0)) }.max() ?? 0
        let names = panel.series.filter { $0.style == .line }.map(\.name)
        let nameWidth = (names + [horizontalAxis]).map { Self.width(of: $0) }.max() ?? 0
        self.horizontal = horizontal
        self.vertical = vertical
        self.horizontalLabel = horizontalLabel
        self.verticalLabel = verticalLabel
        left = min(tickWidth + 8, 120)
        right = Self.width - min(nameWidth + 14, 170)
    }

    func x(_ number: Double) -> Double { left + horizontal.position(of: number) * (right - left) }
    func y(_ number: Double) -> Double { bottom - vertical.position(of: number) * (bottom - top) }

    /// Ticks of the horizontal axis whose labels do not touch, the last one kept.
    var horizontalTicks: [Double] {
        var kept: [Double] = []
        var limit = Double.infinity
        for tick in horizontal.ticks.reversed() {
            let half = Self.width(of: horizontalLabel.text(tick)) / 2
            guard x(tick) + half + 6 <= limit else { continue }
            kept.append(tick)
            limit = x(tick) - half
        }
        return kept.reversed()
    }

    private static func width(of text: String) -> Double { TextWidth.estimate(text, size: fontSize) }
}

extension LineChart.Point {
    /// Whether both coordinates can be drawn.
    var isFinite: Bool { x.isFinite && y.isFinite }
}
