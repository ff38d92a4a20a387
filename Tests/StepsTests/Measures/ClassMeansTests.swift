import Figures
import Steps
import TestSupport
import Testing

struct ClassMeansTests {
    /// Class 2 is never predicted, class 3 has no images, and class 4 has neither.
    private static let matrix = ConfusionMatrix(
        classes: ["a", "b", "c", "d", "e"],
        counts: [[2, 1, 0, 0, 0], [0, 3, 0, 1, 0], [2, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]])

    /// The numbers of scikit-learn 1.9, `precision_recall_fscore_support(average="macro", zero_division=0)` and
    /// `balanced_accuracy_score`, are the fractions computed here by hand.
    @Test
    func `a class that is never predicted, or has no images, counts 0, and one with neither is left out`() {
        let means = ClassMeans(of: Self.matrix)
        let precision = (2.0 / 4 + 3.0 / 4 + 0 + 0) / 4
        let recall = (2.0 / 3 + 3.0 / 4 + 0 + 0) / 4
        let f1 = (4.0 / 7 + 6.0 / 8 + 0 + 0) / 4
        expectClose(
            [means.precision, means.recall, means.f1, means.balancedAccuracy],
            [precision, recall, f1, (2.0 / 3 + 3.0 / 4 + 0) / 3], absolute: 1e-12, relative: 0, "means")
    }

    @Test func `without images there are no means`() {
        let means = ClassMeans(of: ConfusionMatrix(classes: ["a", "b"], counts: [[0, 0], [0, 0]]))
        #expect([means.precision, means.recall, means.f1, means.balancedAccuracy].allSatisfy { $0.isNaN })
    }
}
