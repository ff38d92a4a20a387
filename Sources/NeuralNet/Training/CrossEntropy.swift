import Glibc

/// The softmax of logits and its cross-entropy, `torch.nn.functional.cross_entropy`.
enum CrossEntropy {
    /// The summed loss of a batch, and the gradient of the mean loss with respect to the logits.
    ///
    /// Without smoothing or weights, loss = −log softmax(z)[label]; the derivative of the mean with respect to z[k] is
    /// (softmax(z)[k] − [k = label]) / n.
    ///
    /// - Parameters:
    ///   - logits: `[N, K]`.
    ///   - targets: the class of each of the first n ≤ N images, 0…K−1, or the two of a mixture.
    ///   - loss: smoothing and weights.
    ///   - share: 1 / n, n being the weight of the images in the mean: their number if classes have no weights.
    ///   - gradients: `[N, K]`; rows beyond the n images become 0.
    /// - Returns: the sum of the losses, and the number of images whose argmax is the label, of a mixture that of the larger
    ///   share.
    static func lossAndGradient(
        logits: Span<Float>, targets: ArraySlice<ClassTarget>, loss: CrossEntropyLoss, share: Float,
        classes: Int,
        gradients: inout MutableSpan<Float>
    ) -> (lossSum: Double, correct: Int) {
        var lossSum = 0.0
        var correct = 0
        for (row, target) in targets.enumerated() {
            let places = row * classes..<(row + 1) * classes
            let logits = logits.extracting(places)
            let best = probabilities(of: logits, into: &gradients, from: places.lowerBound)
            lossSum += loss.value(of: logits, target: target, logarithm: best.logarithm)
            if best.index == target.majority { correct += 1 }
            loss.differentiate(&gradients, in: places, target: target)
            for index in places { gradients[index] *= share }
        }
        for index in targets.count * classes..<gradients.count { gradients[index] = 0 }
        return (lossSum, correct)
    }

    /// Writes the softmax of a row.
    ///
    /// - Parameter start: the offset of the row in the result.
    /// - Returns: the argmax of the logits, the first of equal ones, and the logarithm of Σ exp z.
    static func probabilities(
        of logits: Span<Float>, into result: inout MutableSpan<Float>, from start: Int
    ) -> (index: Int, logarithm: Double) {
        var largest = -Float.infinity
        var place = 0
        for index in logits.indices where logits[index] > largest {
            largest = logits[index]
            place = index
        }
        var sum = 0.0
        for index in logits.indices {
            let power = exp(Double(logits[index]) - Double(largest))
            result[start + index] = Float(power)
            sum += power
        }
        for index in start..<start + logits.count { result[index] = Float(Double(result[index]) / sum) }
        return (place, Double(largest) + log(sum))
    }
}
