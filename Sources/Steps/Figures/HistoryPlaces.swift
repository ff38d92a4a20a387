import Figures
import NeuralNet

/// The positions of a training's values on the horizontal axis.
struct HistoryPlaces {
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
