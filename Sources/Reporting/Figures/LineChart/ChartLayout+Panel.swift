import Figures

extension ChartLayout {
    /// Lays out a panel of curves.
    ///
    /// - Parameter units: the units of the horizontal axis, such as epochs.
    init(panel: LineChart.Panel, horizontalAxis: String, units: [Double], size: ChartSize) {
        let points = panel.series.flatMap(\.points).filter(\.isFinite)
        self.init(
            horizontal: Scale.exact(over: points.map(\.x), counting: units, count: 5),
            vertical: Self.verticalScale(of: panel), format: panel.format,
            names: panel.hasLegend ? [] : panel.named.map(\.name), axisName: horizontalAxis, size: size)
    }

    private static func verticalScale(of panel: LineChart.Panel) -> Scale {
        let all = panel.series.flatMap(\.points).filter(\.isFinite).map(\.y)
        if panel.scale == .logarithmic {
            let lines = panel.named.flatMap(\.points).filter(\.isFinite).map(\.y)
            // A single raw value near 0 would extend the scale by decades that no curve reaches.
            let floor = (lines.filter { $0 > 0 }.min() ?? 0) / 10
            if let scale = Scale.logarithmic(over: all.filter { $0 >= floor }, count: 4) { return scale }
        }
        return Scale.rounded(over: all, count: 4, within: panel.format == .percent ? 0...1 : nil)
    }
}
