import Figures
import Workflow

extension Table {
    /// An evaluation by class: a row for each with its images, its predictions and its measures, and one for their
    /// means.
    ///
    /// A share without a denominator is a dash: the precision of a class that is never predicted, the recall of one
    /// without images. In the means it counts as 0; a class that neither occurs nor is predicted is left out.
    init(classesOf evaluation: Evaluation) {
        let matrix = ConfusionMatrix(classes: evaluation.classes, counts: evaluation.counts)
        let means = ClassMeans(of: matrix)
        func cell(_ share: Double?) -> Cell {
            share.map { $0.isNaN ? .text("–") : .number($0) } ?? .text("–")
        }
        self.init(
            columns: ["class", "images", "predicted", "precision", "recall", "F1"],
            rows: matrix.classes.indices.map { place in
                [
                    .text(matrix.classes[place]), .integer(matrix.actual(place)),
                    .integer(matrix.predicted(place)), cell(matrix.precision(place)),
                    cell(matrix.recall(place)), cell(matrix.f1(place)),
                ]
            } + [
                [
                    .text("mean"), .text(""), .text(""), cell(means.precision), cell(means.recall),
                    cell(means.f1),
                ]
            ])
    }
}
