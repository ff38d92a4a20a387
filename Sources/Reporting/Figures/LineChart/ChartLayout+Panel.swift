import Figures

extension ChartLayout {
    /// Lays out a panel of curves.
    ///
    /// - Parameter data: that of all panels, since they have the horizontal axis in common.
    init(panel: LineChart.Panel, horizontalAxis: String, data: ChartData, size: ChartSize) {
        self.init(
            horizontal: Scale.exact(
                over: data.extent, counting: LineChart.isCount(horizontalAxis) ? [] : data.places, count: 5),
            vertical: Self.verticalScale(of: panel), format: panel.format,
            names: panel.hasLegend ? [] : panel.named.map(\.name), axisName: horizontalAxis, size: size)
    }

    private static func verticalScale(of panel: LineChart.Panel) -> Scale {
        let all = panel.series.flatMap(\.points).filter(\.isFinite).map(\.y)
        if panel.scale == .logarithmic {
            let lines = panel.named.flatMap(\.points).filter(\.isFinite).map(\.y)
            // A single raw value near 0 would extend the scale by decades that no curve reaches.
            let floor = (lines.filter { $0 > 0 }.min() ?? 0) / 10
            // Between its only two ticks, curves that hardly differ would lie flat.
            if let scale = Scale.logarithmic(over: all.filter { $0 >= floor }, count: 4),
                scale.ticks.count > 2
            {
                return scale
            }
        }
        return Scale.rounded(over: all, count: 4, within: panel.format == .percent ? 0...1 : nil)
    }
}
