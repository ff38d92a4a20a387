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

    /// A curve; none without points.
    static func series(_ name: String, _ points: [Point], style: Series.Style = .line) -> [Series] {
        points.isEmpty ? [] : [Series(name: name, style: style, points: points)]
    }
}
