package import Figures

/// The layout of a chart in the units of its drawing: two scales on a plane, with room for their labels and for names
/// at the right.
package struct ChartLayout: Sendable {
    let size: ChartSize
    let horizontal: Scale
    let vertical: Scale
    let horizontalLabel: AxisLabel
    let verticalLabel: AxisLabel
    /// The area of the marks.
    let left: Double
    let right: Double
    let top = 12.0
    let bottom: Double

    /// Lays out a chart.
    ///
    /// - Parameters:
    ///   - horizontalLabel: the labels of the horizontal axis' ticks; `nil` for numbers.
    ///   - format: the format of the vertical axis' ticks.
    ///   - names: the names at the right, of the axis and beside marks.
    package init(
        horizontal: Scale, vertical: Scale, horizontalLabel: AxisLabel? = nil,
        format: LineChart.Format = .number, names: [String], size: ChartSize
    ) {
        let verticalLabel = AxisLabel(for: vertical, format: format)
        let tickWidth = vertical.ticks.map { size.width(of: verticalLabel.text($0)) }.max() ?? 0
        let nameWidth = names.map { size.width(of: size.name($0)) }.max() ?? 0
        self.size = size
        self.horizontal = horizontal
        self.vertical = vertical
        self.horizontalLabel = horizontalLabel ?? AxisLabel(for: horizontal)
        self.verticalLabel = verticalLabel
        left = min(tickWidth + 8, size.width * 0.3)
        right = size.width - nameWidth - 14
        bottom = size.height - 2.1 * size.fontSize
    }

    /// The position of a number on the horizontal scale.
    func x(_ number: Double) -> Double { left + horizontal.position(of: number) * (right - left) }

    /// The position of a number on the vertical scale, clamped to its ends.
    func y(_ number: Double) -> Double {
        bottom - vertical.position(of: number).clamped(to: 0...1) * (bottom - top)
    }
}
