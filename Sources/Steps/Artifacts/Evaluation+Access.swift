/// Reading an evaluation in a custom step.
extension Evaluation {
    /// The names of the classes.
    public var classes: [String] { record.mistakes.classes }

    /// The confusion matrix: `[true class, predicted class]`.
    public var counts: [[Int]] { record.counts }

    /// The number of images.
    public var count: Int { record.counts.reduce(0) { $0 + $1.reduce(0, +) } }

    /// The number of correctly classified images.
    public var correct: Int { record.correct }

    /// Their share, 0…1; 0 without images.
    public var accuracy: Double { count == 0 ? 0 : Double(correct) / Double(count) }

    /// The mean cross-entropy in nats.
    public var loss: Double { record.loss }

    /// The ends of the 95 % interval of the accuracy, Wilson's score interval, 0…1.
    public var accuracyBounds: ClosedRange<Double> { accuracyInterval.lower...accuracyInterval.upper }

    /// The probability of each class for each image, 0…1, in the order of the images.
    ///
    /// - Throws: `CacheDamage` if they are lost or damaged in the cache.
    public func probabilities() throws -> [[Float]] {
        let scored = try scores.read()
        return (0..<scored.count).map { index in
            Array(scored.probabilities[index * scored.classes..<(index + 1) * scored.classes])
        }
    }
}
