import Figures
import Glibc

/// The images of a data set that two networks misclassify.
struct MistakeComparison: Sendable {
    /// The evaluation's name: `result`.
    let name: String
    private let first: RecordedMistakes
    private let second: RecordedMistakes
    private let firstPlaces: Set<Int>
    private let secondPlaces: Set<Int>

    init(name: String, first: RecordedMistakes, second: RecordedMistakes) {
        self.name = name
        self.first = first
        self.second = second
        firstPlaces = Set(first.items.map(\.index))
        secondPlaces = Set(second.items.map(\.index))
    }

    /// Whether both may have been evaluated on the same images: those of the same number have the same class.
    var isOfSameImages: Bool {
        let labels = Dictionary(first.items.map { ($0.index, $0.label) }) { _, last in last }
        return second.items.allSatisfy { labels[$0.index] ?? $0.label == $0.label }
    }

    /// Whether every mistake is listed; otherwise nothing is known of the others.
    var isComplete: Bool { first.items.count == first.count && second.items.count == second.count }

    /// The number of images that both misclassify.
    var both: Int { firstPlaces.intersection(secondPlaces).count }
    /// The number of images that only the first misclassifies.
    var firstAlone: Int { firstPlaces.subtracting(secondPlaces).count }
    /// The number of images that only the second misclassifies.
    var secondAlone: Int { secondPlaces.subtracting(firstPlaces).count }

    /// The images that only the first misclassifies, the most confident mistakes first.
    func imagesOfFirst(atMost count: Int) throws -> ImageGrid? {
        try first.grid(of: { !secondPlaces.contains($0.index) }, atMost: count, total: firstAlone)
    }

    /// The images that only the second misclassifies.
    func imagesOfSecond(atMost count: Int) throws -> ImageGrid? {
        try second.grid(of: { !firstPlaces.contains($0.index) }, atMost: count, total: secondAlone)
    }

    /// The p-value of McNemar's exact test, two-sided: the probability, for equally good networks, of a split at least
    /// as uneven of the images that only one misclassifies (Quinn McNemar, "Note on the sampling error of the
    /// difference between correlated proportions or percentages", Psychometrika 12, 1947).
    var chance: Double {
        let (fewer, all) = (min(firstAlone, secondAlone), firstAlone + secondAlone)
        guard all > 0 else { return 1 }
        // The logarithm of the probability of each split, from the most uneven one on.
        var split = -Double(all) * log(2)
        var tail = exp(split)
        for count in 0..<fewer {
            split += log(Double(all - count)) - log(Double(count + 1))
            tail += exp(split)
        }
        return min(1, 2 * tail)
    }
}
