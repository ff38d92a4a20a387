import Figures
import Workflow

/// The horizontal axis of a parameter's effect: a tick at each value that was swept where their labels have room, and
/// otherwise ticks at round numbers.
struct EffectAxis {
    /// The values.
    let values: [Value]
    /// The parameter's name.
    let name: String
    let vertical: Scale
    /// The format of the vertical axis.
    let format: AxisFormat
    let size: ChartSize

    /// The maximum number of values with a tick each.
    private static let mostTicks = 8

    /// The numbers of values that all have one; `nil` for categories.
    static func numbers(of values: [Value]) -> [Double]? {
        let numbers = values.compactMap(\.number).filter(\.isFinite)
        return numbers.count == values.count ? numbers : nil
    }

    /// The layout of the chart over this axis.
    var layout: ChartLayout {
        guard let numbers = Self.numbers(of: values) else { return categorical }
        if let swept = swept(numbers) { return swept }
        let scale = ParameterScale(over: numbers).scale
        return layout(over: scale, AxisLabel(for: scale))
    }

    private var names: [String] { values.map(\.inTable) }

    /// The layout with a tick at each value; `nil` if they are many, or their labels have no room or look the same.
    private func swept(_ numbers: [Double]) -> ChartLayout? {
        guard numbers.count <= Self.mostTicks, Set(names).count == names.count else { return nil }
        let scale = ParameterScale(over: numbers).swept
        guard scale.step.isFinite else { return nil }
        let labels = Dictionary(zip(numbers, names)) { first, _ in first }
        let layout = layout(over: scale, AxisLabel(for: scale, named: labels))
        return HorizontalAxis(layout: layout).ticks.count == numbers.count ? layout : nil
    }

    /// The layout with a name for each category, shortened where they would cover each other and are few.
    private var categorical: ChartLayout {
        let scale = Scale.places(values.count)
        let whole = layout(over: scale, AxisLabel(for: scale, names: names))
        guard values.count <= Self.mostTicks, HorizontalAxis(layout: whole).ticks.count < values.count else {
            return whole
        }
        // As wide as a category, without the distance that the axis keeps between labels.
        let width = (whole.right - whole.left) / Double(values.count) - 7
        let fitted = names.map { TextWidth.fitted($0, size: size.fontSize, width: width) }
        return Set(fitted).count == fitted.count
            ? layout(over: scale, AxisLabel(for: scale, names: fitted)) : whole
    }

    private func layout(over horizontal: Scale, _ label: AxisLabel) -> ChartLayout {
        ChartLayout(
            horizontal: horizontal, vertical: vertical, horizontalLabel: label, format: format, names: [],
            axisName: name, size: size)
    }
}
