import Glibc

/// The probabilities that a network gives to the classes of labelled images.
package struct ScoredImages: Sendable {
    /// The number of classes, K.
    package let classes: Int

    /// The probability of each class, `[N, K]`, 0…1.
    package let probabilities: [Float]

    /// The true class of each image, `[N]`, 0…K − 1.
    package let labels: [Int]

    /// The predicted class of each image, `[N]`.
    package let predictions: [Int]

    /// Collects the probabilities of images.
    ///
    /// - Parameter predictions: the predicted classes; `nil` for the most probable ones, the first of equal ones.
    /// - Precondition: there is a probability for each image and class, and each label is a class.
    package init(probabilities: [Float], labels: [Int], classes: Int, predictions: [Int]? = nil) {
        precondition(
            probabilities.count == labels.count * classes && labels.allSatisfy((0..<classes).contains)
                && predictions.map { $0.count == labels.count } ?? true,
            "\(probabilities.count) probabilities for \(labels.count) images of \(classes) classes")
        self.classes = classes
        self.probabilities = probabilities
        self.labels = labels
        self.predictions =
            predictions
            ?? labels.indices.map { index in
                let row = probabilities[index * classes..<(index + 1) * classes]
                var best = row.startIndex
                for place in row.indices where row[place] > row[best] { best = place }
                return best - row.startIndex
            }
    }

    /// The number of images, N.
    package var count: Int { labels.count }

    /// The probability of a class for an image.
    package func probability(of label: Int, at index: Int) -> Float {
        probabilities[index * classes + label]
    }

    /// The number of images whose true class is among the `limit` most probable ones; of equal ones, the first come
    /// first.
    package func correct(within limit: Int) -> Int {
        labels.indices.count { index in
            let row = index * classes
            let label = labels[index]
            let own = probabilities[row + label]
            let before = (0..<classes).count { other in
                let probability = probabilities[row + other]
                return probability > own || probability == own && other < label
            }
            return before < limit
        }
    }

    /// The cross-entropy of an image in nats, −ln of the probability of its true class.
    ///
    /// At most 87.3: a probability below the least normal Float32, which may be rounded to 0, counts as that one.
    package func loss(at index: Int) -> Double {
        -log(Double(max(probability(of: labels[index], at: index), .leastNormalMagnitude)))
    }

    /// The indices of the images, the largest loss first, equal ones in their order.
    package var byLoss: [Int] {
        labels.indices.sorted { first, second in
            (probability(of: labels[first], at: first), first)
                < (probability(of: labels[second], at: second), second)
        }
    }

    /// The most probable classes of an image, equal ones in their order.
    package func guesses(at index: Int, count: Int) -> [Int] {
        Array(
            (0..<classes).sorted {
                (probability(of: $0, at: index), $1) > (probability(of: $1, at: index), $0)
            }.prefix(count))
    }
}
