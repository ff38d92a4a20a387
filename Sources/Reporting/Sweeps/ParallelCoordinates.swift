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
            .text(words + " The numbers are in "),
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
            .svg, .class("chart parallel"), Attribute("role", "img"), Attribute("viewBox", "0 0 520 280"),
            Attribute("aria-labelledby", "parallel-title parallel-desc")
        ) {
            Element(.title, .id("parallel-title")) { "The settings' parameters and their measure" }
            Element(.desc, .id("parallel-desc")) { words(best) }
            Element(.g, .class("curve background neutral")) {
                for setting in others.reversed() { Element(.path, Attribute("d", path(setting, axes))) }
            }
            for (place, axis) in axes.enumerated() { drawn(axis, at: x(place, axes.count), axes.count) }
            // The best one is on top.
            for (place, setting) in best.enumerated().reversed() {
                Element(.g, .class("curve line c\(place % ChartPalette.count)")) {
                    Element(.path, Attribute("d", path(setting, axes))) {
                        Element(.title) { sentence(setting, place) }
                    }
                }
            }
        }
    }

    private func words(_ best: [SettingSummary]) -> String {
        best.enumerated().map { sentence($1, $0) + "." }.joined(separator: " ")
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

    private func drawn(_ axis: ParallelAxis, at x: Double, _ count: Int) -> Element {
        let size = ChartSize.alone.fontSize
        let room = 2 * Self.margin(of: count) - 4
        let labels = [
            (axis.high, Self.top - 10), (axis.low, Self.bottom + size), (axis.name, Self.bottom + 2.4 * size),
        ]
        return Element(.g, .class("axis")) {
            Element(
                .line, .class("tick"), Attribute("x1", x), Attribute("x2", x), Attribute("y1", Self.top),
                Attribute("y2", Self.bottom))
            for (place, (words, y)) in labels.enumerated() {
                Element(
                    .text, place == 2 ? .class("name") : nil, Attribute("x", x), Attribute("y", y),
                    Attribute("text-anchor", "middle")
                ) { TextWidth.fitted(words, size: size, width: room) }
            }
            for (words, position) in axis.inner {
                Element(
                    .text, .class("inner"), Attribute("x", x + 5),
                    Attribute("y", Self.bottom - position * (Self.bottom - Self.top)),
                    Attribute("dy", ".35em")
                ) { TextWidth.fitted(words, size: size, width: room) }
            }
        }
    }
}
