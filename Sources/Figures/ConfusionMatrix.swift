/// Counts of true against predicted classes.
public struct ConfusionMatrix: Codable, Sendable, Hashable {
    /// What stands over the matrix; `nil` for none.
    public var title: String?

    /// The classes in order.
    public let classes: [String]

    /// `[true class, predicted class]`.
    public let counts: [[Int]]

    /// Makes a matrix.
    ///
    /// - Precondition: `counts` is square with one row for each class.
    public init(title: String? = nil, classes: [String], counts: [[Int]]) {
        precondition(
            counts.count == classes.count && counts.allSatisfy { $0.count == classes.count },
            "a matrix of \(counts.map(\.count)) for \(classes.count) classes")
        self.title = title
        self.classes = classes
        self.counts = counts
    }

    /// The number of examples.
    public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

    /// The number of examples of a class.
    public func actual(_ index: Int) -> Int { counts[index].reduce(0, +) }

    /// How often a class was predicted.
    public func predicted(_ index: Int) -> Int { counts.reduce(0) { $0 + $1[index] } }

    /// The share of examples on the diagonal, 0…1; `nil` without examples.
    public var accuracy: Double? {
        Self.share(classes.indices.reduce(0) { $0 + counts[$1][$1] }, of: total)
    }

    /// Of what was predicted as the class, the share that is of it; `nil` where it was never predicted.
    public func precision(_ index: Int) -> Double? { Self.share(counts[index][index], of: predicted(index)) }

    /// Of the examples of the class, the share that was predicted as it; `nil` where there are none.
    public func recall(_ index: Int) -> Double? { Self.share(counts[index][index], of: actual(index)) }

    /// The harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN); `nil` where the class never occurs.
    public func f1(_ index: Int) -> Double? {
        Self.share(2 * counts[index][index], of: actual(index) + predicted(index))
    }

    private static func share(_ part: Int, of whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}
