package import Figures

/// Means over the classes, each class with the same weight.
///
/// They count as scikit-learn's `precision_recall_fscore_support(average="macro")` does: over the classes that occur
/// as a true or as a predicted one, with 0 for the precision of a class that is never predicted, and for the recall
/// of one without images.
package struct ClassMeans: Sendable, Hashable {
    /// The mean precision, 0…1; NaN without images.
    package let precision: Double

    /// The mean recall, 0…1; NaN without images.
    package let recall: Double

    /// The mean of the classes' F1, 0…1; NaN without images.
    package let f1: Double

    /// The mean recall of the classes that have images, 0…1: scikit-learn's `balanced_accuracy_score`; NaN without
    /// images.
    package let balancedAccuracy: Double

    /// The means of a confusion matrix.
    package init(of matrix: ConfusionMatrix) {
        let occurring = matrix.classes.indices.filter { matrix.f1($0) != nil }
        func mean(_ share: (Int) -> Double?) -> Double {
            occurring.reduce(0) { $0 + (share($1) ?? 0) } / Double(occurring.count)
        }
        precision = mean(matrix.precision)
        recall = mean(matrix.recall)
        f1 = mean(matrix.f1)
        let recalls = matrix.classes.indices.compactMap(matrix.recall)
        balancedAccuracy = recalls.reduce(0, +) / Double(recalls.count)
    }
}
