import Foundation
import NeuralNet

/// The cross-entropy of a batch by its definition.
///
/// An image of the class c has the targets t[k] = (1−ε)·w[c]·[k = c] + ε/K·w[k]; the loss is
/// Σ t[k]·(−log softmax(z)[k]) over all images, divided by the sum of their w[c].
struct ReferenceLoss {
    let loss: CrossEntropyLoss
    let labels: [Int]

    /// - Parameter logits: `[N, K]`.
    /// - Returns: the mean loss, and its gradient by the logits.
    func callAsFunction(_ logits: ReferenceTensor) -> (value: Double, gradient: ReferenceTensor) {
        let classes = logits.channels
        let weights = loss.classWeights ?? [Double](repeating: 1, count: classes)
        let whole = labels.reduce(0) { $0 + weights[$1] }
        var (value, gradient) = (0.0, logits)
        for (image, label) in labels.enumerated() {
            let places = image * classes..<(image + 1) * classes
            let largest = logits.values[places].max() ?? 0
            let powers = logits.values[places].map { exp($0 - largest) }
            let sum = powers.reduce(0, +)
            let targets = (0..<classes).map { number in
                (number == label ? (1 - loss.labelSmoothing) * weights[label] : 0)
                    + loss.labelSmoothing / Double(classes) * weights[number]
            }
            let mass = targets.reduce(0, +)
            for (number, place) in places.enumerated() {
                value += targets[number] * (log(sum) + largest - logits.values[place]) / whole
                gradient.values[place] = (powers[number] / sum * mass - targets[number]) / whole
            }
        }
        return (value, gradient)
    }
}
