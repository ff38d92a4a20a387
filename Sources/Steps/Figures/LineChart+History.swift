import Figures
import NeuralNet
import Workflow

/// The training curves to draw, and their axes.
struct HistoryCurves {
    /// A quantity that is measured in every epoch.
    enum Quantity: String, SymbolArgument {
        case loss
        case accuracy
        case learningRate
    }

    /// The unit of the horizontal axis.
    enum HorizontalAxis: String, SymbolArgument {
        case epoch
        case step
    }

    /// The quantities, each in its own panel.
    var quantities: [Quantity] = [.loss, .accuracy]
    /// The unit of the horizontal axis.
    var horizontalAxis = HorizontalAxis.epoch
    /// The scale of loss and learning rate; `nil` for a logarithmic loss and a linear learning rate.
    var scale: LineChart.Scale?
}

extension LineChart {
    /// The curves of a training by epoch or step: training against validation, with each batch's values in the
    /// background.
    init(of history: TrainingHistory, as curves: HistoryCurves = HistoryCurves()) {
        let places = HistoryPlaces(of: history, counting: curves.horizontalAxis)
        self.init(
            horizontalAxis: curves.horizontalAxis.rawValue,
            panels: curves.quantities.map { quantity in
                switch quantity {
                case .loss:
                    let losses = places.batches(history.batchLosses)
                    return Panel(
                        title: "loss", scale: curves.scale ?? .logarithmic,
                        series: Self.series("each batch", losses, style: .background)
                            + MovingMean(of: losses).series
                            + Self.series("training", places.epochs(\.loss))
                            + Self.series("validation", places.epochs(\.validationLoss))
                            + Self.series(places.keptName, places.kept(\.validationLoss)))
                case .accuracy:
                    return Panel(
                        title: "accuracy", format: .percent,
                        series: Self.series("training", places.epochs(\.accuracy))
                            + Self.series("validation", places.epochs(\.validationAccuracy))
                            + Self.series(places.keptName, places.kept(\.validationAccuracy)))
                case .learningRate:
                    return Panel(
                        title: "learning rate", scale: curves.scale ?? .linear,
                        series: Self.series(
                            "learning rate", places.steps(history.batchLearningRates), style: .trend))
                }
            })
    }

    private static func series(_ name: String, _ points: [Point], style: Series.Style = .line) -> [Series] {
        points.isEmpty ? [] : [Series(name: name, style: style, points: points)]
    }
}

/// The positions of a training's values on the horizontal axis.
private struct HistoryPlaces {
    let history: TrainingHistory
    let axis: HistoryCurves.HorizontalAxis
    private let batchCount: Double
    private let epochCount: Double

    init(of history: TrainingHistory, counting axis: HistoryCurves.HorizontalAxis) {
        self.history = history
        self.axis = axis
        batchCount = Double(max(history.batchLosses.count, 1))
        epochCount = Double(max(history.epochs.count, 1))
    }

    /// Values of the epochs, each at its end.
    func epochs(_ value: (TrainingHistory.Epoch) -> Double?) -> [LineChart.Point] {
        history.epochs.enumerated().compactMap { index, epoch in
            value(epoch).map { LineChart.Point(x: place(afterEpochs: index + 1), y: $0) }
        }
    }

    /// What the chart calls the epoch whose network was kept.
    var keptName: String { "kept: epoch \(history.keptEpoch ?? history.epochs.count)" }

    /// The value of the epoch whose network was kept as the best, if one was.
    func kept(_ value: (TrainingHistory.Epoch) -> Double?) -> [LineChart.Point] {
        guard let epoch = history.keptEpoch, history.epochs.indices.contains(epoch - 1),
            let measured = value(history.epochs[epoch - 1])
        else { return [] }
        return [LineChart.Point(x: place(afterEpochs: epoch), y: measured)]
    }

    /// Values of the batches; if epochs are counted, each in the middle of its step.
    func batches(_ values: [Float]) -> [LineChart.Point] {
        values.enumerated().map { index, value in
            let x = axis == .step ? Double(index + 1) : (Double(index) + 0.5) / batchCount * epochCount
            return LineChart.Point(x: x, y: Double(value))
        }
    }

    /// Values of the steps, each at its end, so that an epoch's last one has the epoch's position.
    func steps(_ values: [Float]) -> [LineChart.Point] {
        values.enumerated().map { index, value in
            let step = Double(index + 1)
            return LineChart.Point(
                x: axis == .step ? step : step * epochCount / batchCount, y: Double(value))
        }
    }

    private func place(afterEpochs count: Int) -> Double {
        axis == .step ? (Double(count) * batchCount / epochCount).rounded() : Double(count)
    }
}
