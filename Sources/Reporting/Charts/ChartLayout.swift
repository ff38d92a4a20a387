package import Figures

/// Where everything of a chart stands, in the units of its drawing: two scales on a plane, with room for their labels and
/// for names at the right.
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
    ///   - horizontalLabel: how the ticks of the horizontal axis are written; `nil` for numbers.
    ///   - format: how those of the vertical axis are.
    ///   - names: what stands at the right, of the axis and beside marks.
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

    /// The place of a number of the horizontal scale.
    func x(_ number: Double) -> Double { left + horizontal.position(of: number) * (right - left) }

    /// The place of a number of the vertical scale; what lies beyond an end is drawn at it.
    func y(_ number: Double) -> Double {
        bottom - vertical.position(of: number).clamped(to: 0...1) * (bottom - top)
    }
}
