import Figures

/// Where everything of a panel stands, in the units of its drawing.
struct ChartLayout {
    let size: ChartSize
    let horizontal: Axis
    let vertical: Axis
    let horizontalLabel: AxisLabel
    let verticalLabel: AxisLabel
    /// The area of the curves.
    let left: Double
    let right: Double
    let top = 12.0
    let bottom: Double

    /// Lays out a panel.
    ///
    /// - Parameter units: what the horizontal axis counts, such as epochs.
    init(panel: LineChart.Panel, horizontalAxis: String, units: [Double], size: ChartSize) {
        let points = panel.series.flatMap(\.points).filter(\.isFinite)
        let lines = panel.series.filter { $0.style == .line }
        let horizontal = Axis.exact(over: points.map(\.x), counting: units, count: 5)
        let vertical = Self.verticalAxis(of: panel)
        let verticalLabel = AxisLabel(for: vertical, format: panel.format)
        let horizontalLabel = AxisLabel(for: horizontal)
        let tickWidth = vertical.ticks.map { size.width(of: verticalLabel.text($0)) }.max() ?? 0
        let names = lines.map(\.name) + [horizontalAxis]
        let nameWidth = names.map { size.width(of: size.name($0)) }.max() ?? 0
        self.size = size
        self.horizontal = horizontal
        self.vertical = vertical
        self.horizontalLabel = horizontalLabel
        self.verticalLabel = verticalLabel
        left = min(tickWidth + 8, size.width * 0.3)
        right = size.width - nameWidth - 14
        bottom = size.height - 2.1 * size.fontSize
    }

    func x(_ number: Double) -> Double { left + horizontal.position(of: number) * (right - left) }
    func y(_ number: Double) -> Double {
        bottom - vertical.position(of: number).clamped(to: 0...1) * (bottom - top)
    }

    private static func verticalAxis(of panel: LineChart.Panel) -> Axis {
        let all = panel.series.flatMap(\.points).filter(\.isFinite).map(\.y)
        if panel.scale == .logarithmic {
            let lines = panel.series.filter { $0.style == .line }.flatMap(\.points).filter(\.isFinite).map(
                \.y)
            // A single raw value near 0 would stretch the axis by decades that no curve reaches.
            let floor = (lines.filter { $0 > 0 }.min() ?? 0) / 10
            if let axis = Axis.logarithmic(over: all.filter { $0 >= floor }, count: 4) { return axis }
        }
        return Axis.rounded(over: all, count: 4, within: panel.format == .percent ? 0...1 : nil)
    }

    /// Ticks of the horizontal axis whose labels do not touch, the last one kept.
    var horizontalTicks: [Double] {
        var kept: [Double] = []
        var limit = Double.infinity
        for tick in horizontal.ticks.reversed() {
            let half = size.width(of: horizontalLabel.text(tick)) / 2
            guard x(tick) + half + 6 <= limit else { continue }
            kept.append(tick)
            limit = x(tick) - half
        }
        return kept.reversed()
    }
}

/// How large a panel is drawn.
struct ChartSize {
    let width: Double
    let height: Double
    /// The size that text is drawn at on narrow screens, where it is largest: room is left for that.
    let fontSize: Double

    /// The least distance between the middles of two labels.
    var labelSpacing: Double { fontSize * 1.15 }

    /// The most room that names beside the curves get.
    private var nameWidth: Double { width * 0.38 }

    func width(of text: String) -> Double { TextWidth.estimate(text, size: fontSize) }

    /// A name as it is drawn, cut where it would leave no room for the curves.
    func name(_ text: String) -> String { TextWidth.fitted(text, size: fontSize, width: nameWidth) }

    /// A panel that has the figure to itself.
    static let alone = ChartSize(width: 520, height: 280, fontSize: 18)
    /// A panel beside others.
    static let shared = ChartSize(width: 420, height: 258, fontSize: 15)
}

extension LineChart.Point {
    /// Whether both coordinates can be drawn.
    var isFinite: Bool { x.isFinite && y.isFinite }
}
