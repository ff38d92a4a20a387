import Figures
import Workflow

/// The measure of each run as a dot above its setting's rank.
struct SeedDots {
    let result: SweepResult
    let text: MeasureText
    let names: SettingNames

    /// The maximum number of settings, and of dots, in the drawing.
    private static let (mostSettings, mostDots) = (40, 600)

    /// The settings that are drawn, the best first.
    private var settings: [SettingSummary] {
        var settings: [SettingSummary] = []
        var dots = 0
        for setting in result.ranking.prefix(Self.mostSettings).map({ result.settings[$0] }) {
            let count = setting.measurements.count
            guard count > 0, settings.isEmpty || dots + count <= Self.mostDots else { break }
            settings.append(setting)
            dots += count
        }
        return settings
    }

    /// The figure; `nil` if there is nothing to compare.
    var node: Element? {
        let settings = settings
        let isOneDot = settings.count == 1 && settings[0].measurements.count == 1
        guard !settings.isEmpty, !isOneDot else { return nil }
        return Element(.figure) {
            Element(.div, .class("panels panels-1")) { plot(settings).node }
            Element(.p, .class("note")) { note(settings) }
            FoldedTable(
                table: table(settings), rowCount: settings.reduce(0) { $0 + $1.measurements.count },
                label: "The measure of each run"
            ).node
        }
    }

    private func note(_ settings: [SettingSummary]) -> String {
        let ranked = result.settings.count { $0.summary != nil }
        let extent =
            settings.count < ranked
            ? " Only the best \(settings.count) of \(NumberText.grouped(ranked)) settings are drawn." : ""
        let isCut = settings.contains { $0.measurements.count > Self.mostDots }
        return "A dot for each seed, and a line at the mean." + extent
            + (isCut ? " Only \(Self.mostDots) seeds are drawn." : "")
    }

    private func dots(_ setting: SettingSummary) -> ArraySlice<SettingSummary.Measurement> {
        setting.measurements.prefix(Self.mostDots)
    }

    private func plot(_ settings: [SettingSummary]) -> PlotView {
        let horizontal = Scale.places(settings.count)
        let all = settings.flatMap { dots($0).map(\.value) }
        let layout = ChartLayout(
            horizontal: horizontal, vertical: text.scale(over: all),
            horizontalLabel: AxisLabel(for: horizontal, names: settings.indices.map { String($0 + 1) }),
            format: text.format, names: [], axisName: "rank", size: .alone)
        let means = settings.enumerated().compactMap { place, setting -> (ChartPoint, ChartPoint)? in
            guard let mean = setting.summary?.mean else { return nil }
            let x = Double(place)
            return (ChartPoint(x: x - 0.3, y: mean), ChartPoint(x: x + 0.3, y: mean))
        }
        let marks = settings.enumerated().flatMap { place, setting in
            dots(setting).map { measurement -> any Mark in
                PointMark(points: [ChartPoint(x: Double(place), y: measurement.value)]) { point in
                    "rank \(place + 1), setting \(setting.index + 1), seed \(measurement.seed): "
                        + text.value(point.y)
                }
            }
        }
        return PlotView(
            title: "each seed's \(result.measure?.name ?? "measure")", words: words(settings), layout: layout,
            groups: [
                ("curve line lead", [LineMark(points: .pieces(means), limit: 1000)]),
                ("curve line c0", marks),
            ],
            anchor: "seeds")
    }

    /// A sentence for each of the best settings.
    private func words(_ settings: [SettingSummary]) -> String {
        let sentences = settings.prefix(6).enumerated().compactMap { place, setting -> String? in
            guard let summary = setting.summary else { return nil }
            return
                "Rank \(place + 1), \(names.words(setting)): \(text.value(summary.mean)) in the mean, from "
                + "\(text.value(summary.minimum)) to \(text.value(summary.maximum)), \(summary.count) "
                + (summary.count == 1 ? "seed." : "seeds.")
        }
        let rest = settings.count > 6 ? ["The others are in the table."] : []
        return (sentences + rest).joined(separator: " ")
    }

    private func table(_ settings: [SettingSummary]) -> Table {
        let rows = settings.enumerated().flatMap { place, setting in
            dots(setting).map { measurement -> [Table.Cell] in
                [
                    .text(String(place + 1)), .text(String(setting.index + 1)),
                    .text(String(measurement.seed)),
                    .text(text.value(measurement.value)),
                ]
            }
        }
        return Table(columns: ["rank", "setting", "seed", result.measure?.name ?? ""], rows: rows)
    }
}
