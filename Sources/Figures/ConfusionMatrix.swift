/// Counts of true against predicted classes.
public struct ConfusionMatrix: FigureContent {
    /// The kind's name.
    public static let kind = "confusionMatrix"

    /// The title of the matrix; `nil` for none.
    public var title: String?

    /// The classes in order.
    public let classes: [String]

    /// `[true class, predicted class]`.
    public let counts: [[Int]]

    /// Some of the misclassified examples, each with its true and predicted class; `nil` for none.
    public let images: ImageGrid?

    /// Makes a matrix.
    ///
    /// - Precondition: `counts` is square with one row for each class.
    public init(title: String? = nil, classes: [String], counts: [[Int]], images: ImageGrid? = nil) {
        precondition(
            counts.count == classes.count && counts.allSatisfy { $0.count == classes.count },
            "a matrix of \(counts.map(\.count)) for \(classes.count) classes")
        self.title = title
        self.classes = classes
        self.counts = counts
        self.images = images
    }

    /// An element of the matrix: a true and a predicted class.
    public struct Kind: Sendable, Hashable {
        /// The index of the true class.
        public let actual: Int
        /// The index of the predicted class.
        public let predicted: Int

        /// Makes a kind.
        public init(actual: Int, predicted: Int) {
            self.actual = actual
            self.predicted = predicted
        }
    }

    /// The indices in `images` of the examples of each kind.
    public var imagePlaces: [Kind: [Int]] {
        let places = Dictionary(classes.enumerated().map { ($1, $0) }) { first, _ in first }
        var found: [Kind: [Int]] = [:]
        for (index, item) in (images?.items ?? []).enumerated() {
            guard let actual = places[item.label], let guess = item.guesses.first,
                let predicted = places[guess.label]
            else { continue }
            found[Kind(actual: actual, predicted: predicted), default: []].append(index)
        }
        return found
    }

    /// The number of examples.
    public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

    /// The number of examples of a class.
    public func actual(_ index: Int) -> Int { counts[index].reduce(0, +) }

    /// The number of examples predicted as a class.
    public func predicted(_ index: Int) -> Int { counts.reduce(0) { $0 + $1[index] } }

    /// The share of examples on the diagonal, 0…1; `nil` without examples.
    public var accuracy: Double? {
        Self.share(classes.indices.reduce(0) { $0 + counts[$1][$1] }, of: total)
    }

    /// The share of the examples predicted as the class that belong to it; `nil` if it was never predicted.
    public func precision(_ index: Int) -> Double? { Self.share(counts[index][index], of: predicted(index)) }

    /// The share of the examples of the class that were predicted as it; `nil` if there are none.
    public func recall(_ index: Int) -> Double? { Self.share(counts[index][index], of: actual(index)) }

    /// The harmonic mean of precision and recall, 2·TP / (2·TP + FP + FN); `nil` if the class never occurs.
    public func f1(_ index: Int) -> Double? {
        Self.share(2 * counts[index][index], of: actual(index) + predicted(index))
    }

    private static func share(_ part: Int, of whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}

extension ConfusionMatrix {
    /// Whether the counts are square, one row for each class, and their sum does not overflow.
    public var isPossible: Bool {
        counts.count == classes.count && counts.allSatisfy { $0.count == classes.count }
            && PossibleNumbers.haveSum(Array(counts.joined())) && images?.isPossible ?? true
    }
}
