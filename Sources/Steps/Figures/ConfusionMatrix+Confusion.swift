import Figures

extension ConfusionMatrix {
    /// The counts of an evaluation under a title.
    init(of confusion: Confusion, title: String?) {
        let matrix = confusion.matrix
        self.init(title: title, classes: matrix.classes, counts: matrix.counts)
    }
}
