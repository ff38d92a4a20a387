import Figures
import Workflow

/// The effect of a parameter: the settings' means of the measure by the parameter's value.
struct EffectPlot {
    let effect: ParameterEffect
    let result: SweepResult
    let text: MeasureText
    let size: ChartSize
    let anchor: String

    /// The maximum number of values that a line connects; more were drawn and not chosen.
    private static let mostConnected = 40

    /// The maximum number of values in the drawing, and in its table.
    private static let (mostValues, mostRows) = (300, 100)

    /// The positions of the values; `nil` where one is no number.
    private var numbers: [Double]? { EffectAxis.numbers(of: effect.levels.map(\.value)) }

    var node: Element {
        Element(.div, .class("effect")) {
            plot.node
            if let note { Element(.p, .class("note")) { note } }
            FoldedTable(
                table: table, rowCount: effect.levels.count, label: "The effect of \(effect.parameter)"
            )
            .node
        }
    }

    private var note: String? {
        var parts: [String] = []
        if effect.levels.count > Self.mostValues {
            parts.append(
                "\(Self.mostValues) of \(NumberText.grouped(effect.levels.count)) values, evenly spaced.")
        }
        if !effect.isBalanced {
            parts.append(
                "These values do not meet the same settings of the other parameters, so that those matter too."
            )
        }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private var plot: PlotView {
        let points = zip(numbers ?? effect.levels.indices.map(Double.init), effect.levels)
            .map { (x: $0, level: $1) }.sampled(Self.mostValues)
        let vertical = text.scale(
            over: points.flatMap { [$0.level.settings.minimum, $0.level.settings.maximum] })
        let axis = EffectAxis(
            values: effect.levels.map(\.value), name: effect.parameter, vertical: vertical,
            format: text.format, size: size)
        let means = points.map { ChartPoint(x: $0.x, y: $0.level.settings.mean) }
        let extents = points.filter { $0.level.settings.count > 1 }.map { point in
            (
                ChartPoint(x: point.x, y: point.level.settings.minimum),
                ChartPoint(x: point.x, y: point.level.settings.maximum)
            )
        }
        let dots = points.map { point -> any Mark in
            PointMark(points: [ChartPoint(x: point.x, y: point.level.settings.mean)]) { _ in
                sentence(point.level)
            }
        }
        let isConnected = numbers != nil && effect.levels.count <= Self.mostConnected
        return PlotView(
            title: "effect of \(effect.parameter)", words: words, layout: axis.layout,
            groups: [
                ("curve trend neutral", [LineMark(points: .pieces(extents), limit: 1000)]),
                ("curve line c0", (isConnected ? [LineMark(points: means, limit: 1000)] : []) + dots),
            ],
            anchor: anchor)
    }

    private func sentence(_ level: ParameterEffect.Level) -> String {
        let settings =
            level.settings.count == 1 ? "1 setting" : "\(NumberText.grouped(level.settings.count)) settings"
        return
            "\(effect.parameter) \(level.value.inTable): \(text.value(level.settings.mean)) in the mean of \(settings)"
    }

    /// A sentence for each value, or for the best and the worst of many.
    private var words: String {
        if effect.levels.count <= 8 { return effect.levels.map(sentence).joined(separator: ". ") + "." }
        let ordered = effect.levels.indices.sorted {
            (effect.levels[$0].settings.mean, $0) < (effect.levels[$1].settings.mean, $1)
        }
        let ends = [ordered.first, ordered.last].compactMap(\.self).map { effect.levels[$0] }
        return "\(NumberText.grouped(effect.levels.count)) values. Lowest: \(sentence(ends[0])). "
            + "Highest: \(sentence(ends[1]))."
    }

    private var table: Table {
        let rows = effect.levels.sampled(Self.mostRows).map { level -> [Table.Cell] in
            let settings = level.settings
            let cells = [settings.mean, settings.minimum, settings.maximum].map(text.value)
            return [.text(level.value.inTable), .integer(settings.count)] + cells.map(Table.Cell.text)
        }
        return Table(columns: [effect.parameter, "settings", "mean", "least", "greatest"], rows: rows)
    }
}
