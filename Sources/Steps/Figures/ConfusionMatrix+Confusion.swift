import Figures

extension ConfusionMatrix {
    /// The counts of an evaluation.
    init(of confusion: Confusion) {
        let matrix = confusion.matrix
        self.init(classes: matrix.classes, counts: matrix.counts)
    }
}
