import Figures
import NeuralNet

extension LineChart {
    /// The curves of several trainings, each under its name.
    ///
    /// What is measured in training and in validation is in panels of its own, so that a panel has one curve for each
    /// training.
    init(of trainings: [(name: String, history: TrainingHistory)], as curves: HistoryCurves) {
        let places = trainings.map {
            (name: $0.name, places: HistoryPlaces(of: $0.history, counting: curves.horizontalAxis))
        }
        func panel(
            _ title: String, _ format: Format = .number, _ scale: Scale = .linear,
            _ points: (HistoryPlaces) -> [Point]
        ) -> [Panel] {
            let series = places.flatMap { Self.series($0.name, points($0.places)) }
            return series.isEmpty ? [] : [Panel(title: title, format: format, scale: scale, series: series)]
        }
        let panels = curves.quantities.flatMap { quantity in
            switch quantity {
            case .loss:
                let scale = curves.scale ?? .logarithmic
                return panel("training loss", .number, scale) { $0.epochs(\.loss) }
                    + panel("validation loss", .number, scale) { $0.epochs(\.validationLoss) }
            case .accuracy:
                return panel("training accuracy", .percent) { $0.epochs(\.accuracy) }
                    + panel("validation accuracy", .percent) { $0.epochs(\.validationAccuracy) }
            case .learningRate:
                return panel("learning rate", .number, curves.scale ?? .linear) {
                    $0.steps($0.history.batchLearningRates)
                }
            }
        }
        self.init(horizontalAxis: curves.horizontalAxis.rawValue, panels: panels)
    }
}
