package import Figures

/// The layout of a chart in the units of its drawing: two scales on a plane, with room for their labels and for names
/// at the right.
package struct ChartLayout: Sendable {
    let size: ChartSize
    let horizontal: Scale
    let vertical: Scale
    let horizontalLabel: AxisLabel
    let verticalLabel: AxisLabel
    /// The name of the horizontal axis as drawn, truncated if it is very long.
    let axisName: String
    /// Whether the name is on a line of its own under the ticks, at the axis' end, and otherwise at their right.
    let isAxisNameBelow: Bool
    /// Where the name begins if it is at the right of the ticks: it stays at the axis, so that it is not taken for one
    /// of the names beside the marks, which may need far more room.
    let axisNameStart: Double
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
    ///   - names: the names beside marks at the right.
    ///   - axisName: the name of the horizontal axis.
    package init(
        horizontal: Scale, vertical: Scale, horizontalLabel: AxisLabel? = nil,
        format: AxisFormat = .number, names: [String], axisName: String = "", size: ChartSize
    ) {
        let horizontalLabel = horizontalLabel ?? AxisLabel(for: horizontal)
        let verticalLabel = AxisLabel(for: vertical, format: format)
        let tickWidth = vertical.ticks.map { size.width(of: verticalLabel.text($0)) }.max() ?? 0
        let nameWidth = names.map { size.width(of: size.name($0)) }.max() ?? 0
        // A label is centred at its tick, so half of the last one is at the right of the marks.
        let lastHalf = horizontal.ticks.last.map { size.width(of: horizontalLabel.text($0)) / 2 } ?? 0
        let room = max(nameWidth + 14, lastHalf + 2)
        let axisDistance = max(14, lastHalf + 8)
        let axisRoom = axisName.isEmpty ? 0 : size.width(of: axisName) + axisDistance
        isAxisNameBelow = axisRoom > size.width * 0.2
        self.size = size
        self.horizontal = horizontal
        self.vertical = vertical
        self.horizontalLabel = horizontalLabel
        self.verticalLabel = verticalLabel
        left = min(tickWidth + 8, size.width * 0.3)
        right = size.width - (isAxisNameBelow ? room : max(room, axisRoom))
        axisNameStart = right + axisDistance
        self.axisName = TextWidth.fitted(
            axisName, size: size.fontSize, width: isAxisNameBelow ? right : size.width)
        bottom = size.height - (isAxisNameBelow ? 3.4 : 2.1) * size.fontSize
    }

    /// The position of a number on the horizontal scale.
    func x(_ number: Double) -> Double { left + horizontal.position(of: number) * (right - left) }

    /// The position of a number on the vertical scale, clamped to its ends.
    func y(_ number: Double) -> Double {
        bottom - vertical.position(of: number).clamped(to: 0...1) * (bottom - top)
    }
}
