import Figures
import Workflow

/// Parallel coordinates: a line for each setting, through its values on an axis for each parameter and its measure on the
/// last.
struct ParallelCoordinates {
    let result: SweepResult
    let effects: [ParameterEffect]
    let text: MeasureText
    let names: SettingNames

    /// The number of parameters from which there is such a drawing.
    private static let fewest = 3

    /// The maximum number of parameters, of lines, and of those in colour.
    private static let (mostParameters, mostLines, mostColoured) = (5, 200, 6)

    /// The ends of the axes.
    private static let (top, bottom) = (26.0, 216.0)

    init(of result: SweepResult, effects: [ParameterEffect], text: MeasureText, names: SettingNames) {
        self.result = result
        self.effects = effects
        self.text = text
        self.names = names
    }

    /// The figure; `nil` if too few parameters have several values.
    var node: Element? {
        let settings = result.ranking.map { result.settings[$0] }.filter { $0.summary != nil }
        guard effects.count >= Self.fewest, settings.count > 1 else { return nil }
        let best = Array(settings.prefix(Self.mostColoured))
        let others = Array(settings.dropFirst(best.count)).sampled(Self.mostLines - best.count)
        let axes = axes(of: settings)
        return Element(.figure) {
            Element(.div, .class("panels panels-1")) {
                Element(.div, .class("panel")) {
                    Element(.p, .class("panel-title")) { "All parameters at once" }
                    drawing(axes, best, others)
                }
            }
            Element(.p, .class("note")) { note(settings, others.count + best.count, axes) }
            FoldedTable(
                table: table(best + others, axes), rowCount: settings.count,
                label: "The settings that are drawn"
            ).node
        }
    }

    private func note(_ settings: [SettingSummary], _ drawn: Int, _ axes: [ParallelAxis]) -> Node {
        let count = min(settings.count, Self.mostColoured)
        var words =
            "A line for each setting, from its parameters to its measure; the best \(count) are in colour."
        if drawn < settings.count {
            words +=
                " \(drawn) of \(NumberText.grouped(settings.count)) settings are drawn, evenly spaced by their rank."
        }
        if axes.count - 1 < effects.count {
            words +=
                " Of \(effects.count) parameters those \(axes.count - 1) are drawn whose values differ most in their means."
        }
        return .group([
            .text(words + " All numbers are in "),
            .element(Element(.a, .href(to: "settings")) { "the table of settings" }), .text("."),
        ])
    }

    /// The axes of the parameters with the largest effects, in the order of the sweep, and that of the measure.
    private func axes(of settings: [SettingSummary]) -> [ParallelAxis] {
        let extents = effects.map { effect in
            let means = effect.levels.map(\.settings.mean)
            return (means.max() ?? 0) - (means.min() ?? 0)
        }
        let chosen = Set(
            effects.indices.sorted { (-extents[$0], $0) < (-extents[$1], $1) }.prefix(Self.mostParameters))
        let parameters = effects.indices.filter(chosen.contains).map { ParallelAxis(of: effects[$0]) }
        let measure = ParallelAxis(
            name: result.measure?.name.split(separator: ".").last.map(String.init) ?? "",
            of: settings.compactMap(\.summary?.mean), text: text)
        return parameters + [measure]
    }

    private func drawing(
        _ axes: [ParallelAxis], _ best: [SettingSummary], _ others: [SettingSummary]
    ) -> Element {
        Element(
            .svg, .class("chart parallel"), Attribute("role", "img"), Attribute("viewBox", "0 0 520 300"),
            Attribute("aria-labelledby", "parallel-title parallel-desc")
        ) {
            Element(.title, .id("parallel-title")) { "The settings' parameters and their measure" }
            Element(.desc, .id("parallel-desc")) { words(best, best.count + others.count, axes) }
            Element(.g, .class("curve background neutral")) {
                for setting in others.reversed() { Element(.path, Attribute("d", path(setting, axes))) }
            }
            for (place, label) in labels(of: axes).enumerated() {
                drawn(axes[place], at: x(place, axes.count), label, axes.count)
            }
            // The best one is on top.
            for (place, setting) in best.enumerated().reversed() {
                Element(.g, .class("curve line c\(place % ChartPalette.count)")) {
                    Element(.path, Attribute("d", path(setting, axes))) {
                        Element(.title) { sentence(setting, place) }
                    }
                }
            }
            // Above the lines, which would strike them out.
            for (place, axis) in axes.enumerated() where !axis.inner.isEmpty {
                inner(axis, at: x(place, axes.count), axes.count)
            }
        }
    }

    /// What is seen: the lines, the axes and what they reach over, and the lines in colour.
    private func words(_ best: [SettingSummary], _ drawn: Int, _ axes: [ParallelAxis]) -> String {
        "\(drawn) settings as lines through \(axes.count) axes: "
            + axes.map(\.words).joined(separator: "; ") + ". "
            + best.enumerated().map { sentence($1, $0) + "." }.joined(separator: " ")
    }

    /// A row for each line, the best first: where it meets the axes.
    private func table(_ settings: [SettingSummary], _ axes: [ParallelAxis]) -> Table {
        let ranks = Dictionary(result.ranking.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
        let parameters = axes.dropLast().map(\.name)
        let rows = settings.map { setting -> [Table.Cell] in
            let values = parameters.map { name in
                setting.setting.first { $0.name == name }?.value.inTable ?? "–"
            }
            let cells =
                [String(ranks[setting.index] ?? 0), String(setting.index + 1)] + values
                + [setting.summary.map { text.value($0.mean) } ?? "–"]
            return cells.map(Table.Cell.text)
        }
        return Table(columns: ["rank", "setting"] + parameters + [result.measure?.name ?? ""], rows: rows)
    }

    private func sentence(_ setting: SettingSummary, _ place: Int) -> String {
        "Rank \(place + 1), \(names.words(setting)): \(setting.summary.map { text.value($0.mean) } ?? "–")"
    }

    /// The distance of the outer axes from the drawing's sides, by which all labels have the same room.
    private static func margin(of count: Int) -> Double {
        (ChartSize.alone.width - 4 * Double(count - 1)) / Double(2 * count)
    }

    private func x(_ place: Int, _ count: Int) -> Double {
        let margin = Self.margin(of: count)
        return margin + Double(place) * (ChartSize.alone.width - 2 * margin) / Double(count - 1)
    }

    private func path(_ setting: SettingSummary, _ axes: [ParallelAxis]) -> String {
        let places = axes.enumerated().map { place, axis -> String in
            let y = Self.bottom - axis.position(of: setting).clamped(to: 0...1) * (Self.bottom - Self.top)
            return "\(Coordinate.text(x(place, axes.count))) \(Coordinate.text(y))"
        }
        return "M" + places.joined(separator: "L")
    }

    private func labels(of axes: [ParallelAxis]) -> [ParallelNames.Label] {
        ParallelNames(
            names: axes.map(\.name), axes: axes.indices.map { x($0, axes.count) },
            width: ChartSize.alone.width, fontSize: ChartSize.alone.fontSize
        ).labels
    }

    /// The room of a label between two axes.
    private static func room(of count: Int) -> Double { 2 * margin(of: count) - 4 }

    /// An axis with the labels of its ends, and its name.
    private func drawn(
        _ axis: ParallelAxis, at x: Double, _ name: ParallelNames.Label, _ count: Int
    ) -> Element {
        let size = ChartSize.alone.fontSize
        let ends = [(axis.high, Self.top - 10), (axis.low, Self.bottom + 1.15 * size)]
        return Element(.g, .class("axis")) {
            Element(
                .line, .class("tick"), Attribute("x1", x), Attribute("x2", x), Attribute("y1", Self.top),
                Attribute("y2", Self.bottom))
            for (words, y) in ends {
                Element(
                    .text, Attribute("x", x), Attribute("y", y), Attribute("text-anchor", "middle")
                ) { TextWidth.fitted(words, size: size, width: Self.room(of: count)) }
            }
            Element(
                .text, .class("name"), Attribute("x", name.x),
                Attribute("y", Self.bottom + (2.5 + 1.3 * Double(name.line)) * size),
                Attribute("text-anchor", "middle")
            ) { name.words }
        }
    }

    /// The names between the ends of an axis.
    private func inner(_ axis: ParallelAxis, at x: Double, _ count: Int) -> Element {
        Element(.g, .class("axis")) {
            for (words, position) in axis.inner {
                Element(
                    .text, .class("inner"), Attribute("x", x + 5),
                    Attribute("y", Self.bottom - position * (Self.bottom - Self.top)),
                    Attribute("dy", ".35em")
                ) {
                    TextWidth.fitted(
                        words, size: ChartSize.alone.fontSize, width: Self.room(of: count))
                }
            }
        }
    }
}
