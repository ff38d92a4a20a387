import Figures
import NeuralNet

extension LineChart {
    /// Loss and accuracy by epoch, training against validation, each batch's loss behind.
    init(of history: TrainingHistory) {
        let batches = Double(history.batchLosses.count)
        let epochs = Double(history.epochs.count)
        let batchLosses = history.batchLosses.enumerated().map { index, loss in
            Point(x: (Double(index) + 0.5) / max(batches, 1) * epochs, y: Double(loss))
        }
        func points(_ value: (TrainingHistory.Epoch) -> Double?) -> [Point] {
            history.epochs.enumerated().compactMap { index, epoch in
                value(epoch).map { Point(x: Double(index + 1), y: $0) }
            }
        }
        func series(_ name: String, _ points: [Point], style: Series.Style = .line) -> [Series] {
            points.isEmpty ? [] : [Series(name: name, style: style, points: points)]
        }
        self.init(
            horizontalAxis: "epoch",
            panels: [
                Panel(
                    title: "loss", scale: .logarithmic,
                    series: series("each batch", batchLosses, style: .background)
                        + series("training", points(\.loss))
                        + series("validation", points(\.validationLoss))),
                Panel(
                    title: "accuracy", format: .percent,
                    series: series("training", points(\.accuracy))
                        + series("validation", points(\.validationAccuracy))),
            ])
    }
}
