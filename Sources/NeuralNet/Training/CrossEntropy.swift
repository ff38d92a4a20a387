import Glibc

/// The softmax of logits and its cross-entropy, `torch.nn.functional.cross_entropy`.
enum CrossEntropy {
    /// The summed loss of a batch, and what the loss's derivative by the logits is.
    ///
    /// loss = −log softmax(z)[label]; the derivative of the mean by z[k] is (softmax(z)[k] − [k = label]) / n.
    ///
    /// - Parameters:
    ///   - logits: `[N, K]`.
    ///   - labels: the class of each of the first n ≤ N images, 0…K−1.
    ///   - share: 1 by the number of images that the mean is over.
    ///   - gradients: `[N, K]`; rows beyond the n images become 0.
    /// - Returns: the sum of the losses, and how many images have their largest logit at the label.
    static func lossAndGradient(
        logits: Span<Float>, labels: ArraySlice<Int>, share: Float, classes: Int,
        gradients: inout MutableSpan<Float>
    ) -> (lossSum: Double, correct: Int) {
        var lossSum = 0.0
        var correct = 0
        for (row, label) in labels.enumerated() {
            let places = row * classes..<(row + 1) * classes
            let logits = logits.extracting(places)
            let best = probabilities(of: logits, into: &gradients, from: places.lowerBound)
            lossSum += best.logarithm - Double(logits[label])
            if best.index == label { correct += 1 }
            gradients[places.lowerBound + label] -= 1
            for index in places { gradients[index] *= share }
        }
        for index in labels.count * classes..<gradients.count { gradients[index] = 0 }
        return (lossSum, correct)
    }

    /// Writes the softmax of a row.
    ///
    /// - Parameter start: where in the result it begins.
    /// - Returns: the place of the first largest logit, and the logarithm of Σ exp z.
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
