import Figures
import Workflow

/// The curves of one model over the epochs: for each of the best settings a line, the mean over its seeds, and a band from
/// the least to the greatest of them.
struct SweepCurves {
    let result: SweepResult
    let text: MeasureText
    let names: SettingNames
    let model: String

    /// The maximum number of settings: as many as there are colours, and named beside their curves.
    private static let most = ChartPalette.count

    /// The maximum number of models with curves.
    private static let mostModels = 4

    private static let quantities = [
        (key: "loss", title: "loss, training"), (key: "validationLoss", title: "loss, validation"),
        (key: "accuracy", title: "accuracy, training"),
        (key: "validationAccuracy", title: "accuracy, validation"),
    ]

    /// The models that have curves, that of the measure first.
    static func models(of result: SweepResult) -> [String] {
        var models = Set(result.runs.filter(\.isFinished).flatMap(\.history.keys)).sorted()
        if case .curve(let model, _)? = result.measure?.place, let place = models.firstIndex(of: model) {
            models.insert(models.remove(at: place), at: 0)
        }
        return Array(models.prefix(mostModels))
    }

    /// A quantity's curves, of the settings that have it.
    private struct Quantity {
        let title: String
        let key: String
        let curves: [(name: String, epochs: [SampleSummary?])]
    }

    private var settings: [SettingSummary] {
        result.ranking.map { result.settings[$0] }.filter { $0.summary != nil }.prefix(Self.most).map(\.self)
    }

    /// The figure; `nil` if there are no curves.
    func node(anchor: String) -> Element? {
        let settings = settings
        let short = names.short(settings)
        let quantities = Self.quantities.compactMap { key, title -> Quantity? in
            let curves = zip(settings, short).compactMap {
                setting, name -> (name: String, epochs: [SampleSummary?])? in
                result.curve(ofModel: model, key, in: setting.index).map { (name: name, epochs: $0.epochs) }
            }
            return curves.isEmpty ? nil : Quantity(title: title, key: key, curves: curves)
        }
        guard !quantities.isEmpty else { return nil }
        let chart = LineChart(horizontalAxis: "epoch", panels: quantities.map(panel))
        let data = ChartData(of: chart)
        let palette = ChartPalette(for: chart)
        return Element(.figure) {
            Element(.div, .class("line-chart")) {
                Element(.div, .class("panels panels-\(min(quantities.count, 3))")) {
                    for (index, quantity) in quantities.enumerated() {
                        ChartPanel(
                            panel: chart.panels[index], index: index, horizontalAxis: "epoch", data: data,
                            palette: palette, size: quantities.count == 1 ? .alone : .shared,
                            anchor: "\(anchor)-\(index + 1)", bands: bands(quantity)
                        ).node
                    }
                }
                Element(.p, .class("note")) { note(settings) }
                FoldedTable(
                    table: table(chart, data, quantities), rowCount: data.placeCount,
                    label: "Data of the chart"
                ).node
            }
        }
    }

    private func note(_ settings: [SettingSummary]) -> String {
        let ranked = result.settings.count { $0.summary != nil }
        let extent =
            settings.count < ranked
            ? "The best \(settings.count) of \(NumberText.grouped(ranked)) settings. " : ""
        return extent + "Lines are means over the seeds, bands reach from the least to the greatest seed. "
            + names.explanation(settings)
    }

    private func format(_ key: String) -> AxisFormat {
        key.lowercased().hasSuffix("accuracy") ? .percent : .number
    }

    private func panel(_ quantity: Quantity) -> LineChart.Panel {
        let isShare = format(quantity.key) == .percent
        return LineChart.Panel(
            title: quantity.title, format: format(quantity.key), scale: isShare ? .linear : .logarithmic,
            series: quantity.curves.map { curve in
                LineChart.Series(name: curve.name, points: points(curve.epochs, \.mean))
            })
    }

    private func points(
        _ epochs: [SampleSummary?], _ number: (SampleSummary) -> Double
    ) -> [LineChart.Point] {
        epochs.enumerated().map { epoch, summary in
            LineChart.Point(x: Double(epoch + 1), y: summary.map(number) ?? .nan)
        }
    }

    private func bands(_ quantity: Quantity) -> [(name: String, mark: BandMark)] {
        quantity.curves.filter { $0.epochs.contains { ($0?.count ?? 0) > 1 } }.map { curve in
            let band = BandMark(
                lower: points(curve.epochs, \.minimum), upper: points(curve.epochs, \.maximum))
            return (name: curve.name, mark: band)
        }
    }

    /// A row for each epoch and a column for each curve: the mean, and the extent of the band.
    private func table(_ chart: LineChart, _ data: ChartData, _ quantities: [Quantity]) -> Table {
        let columns = chart.table(of: data).columns
        let rows = data.places.map { place -> [Table.Cell] in
            let cells = data.columns.map { column -> Table.Cell in
                let quantity = quantities[column.panel]
                let epochs = quantity.curves.first { $0.name == column.series.name }?.epochs ?? []
                let epoch = Int(place) - 1
                guard epochs.indices.contains(epoch), let summary = epochs[epoch] else { return .text("") }
                let format = format(quantity.key)
                let mean = format.text(summary.mean)
                guard summary.count > 1 else { return .text(mean) }
                return .text("\(mean) (\(format.text(summary.minimum)) to \(format.text(summary.maximum)))")
            }
            return [.text(NumberText.short(place))] + cells
        }
        return Table(columns: columns, rows: rows)
    }
}
