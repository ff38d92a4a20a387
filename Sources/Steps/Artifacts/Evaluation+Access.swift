/// What a step of one's own can read of an evaluation.
extension Evaluation {
    /// The names of the classes.
    public var classes: [String] { record.mistakes.classes }

    /// How many images of each class were taken for which: `[true class, predicted class]`.
    public var counts: [[Int]] { record.counts }

    /// The number of images.
    public var count: Int { record.counts.reduce(0) { $0 + $1.reduce(0, +) } }

    /// How many of them were told right.
    public var correct: Int { record.correct }

    /// The share of them, 0…1; 0 without images.
    public var accuracy: Double { count == 0 ? 0 : Double(correct) / Double(count) }

    /// The mean cross-entropy in nats.
    public var loss: Double { record.loss }
}
