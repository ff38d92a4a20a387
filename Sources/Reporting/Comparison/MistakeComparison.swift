import Figures
import Glibc

/// Which images of one data set two networks tell wrong.
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

    /// Whether both can have been asked the same images: one of a number has one class in both.
    var isOfSameImages: Bool {
        let labels = Dictionary(first.items.map { ($0.index, $0.label) }) { _, last in last }
        return second.items.allSatisfy { labels[$0.index] ?? $0.label == $0.label }
    }

    /// Whether every mistake is listed; else nothing is known of the other ones.
    var isComplete: Bool { first.items.count == first.count && second.items.count == second.count }

    /// The images that both tell wrong.
    var both: Int { firstPlaces.intersection(secondPlaces).count }
    /// Those that the first alone tells wrong.
    var firstAlone: Int { firstPlaces.subtracting(secondPlaces).count }
    /// Those that the second alone tells wrong.
    var secondAlone: Int { secondPlaces.subtracting(firstPlaces).count }

    /// The images that the first alone tells wrong, the surest mistakes first.
    func imagesOfFirst(atMost count: Int) throws -> ImageGrid? {
        try first.grid(of: { !secondPlaces.contains($0.index) }, atMost: count, total: firstAlone)
    }

    /// The images that the second alone tells wrong.
    func imagesOfSecond(atMost count: Int) throws -> ImageGrid? {
        try second.grid(of: { !firstPlaces.contains($0.index) }, atMost: count, total: secondAlone)
    }

    /// How probable a split at least as uneven of the images that one alone tells wrong is for networks that are equally
    /// good: McNemar's test in its exact form (Quinn McNemar, "Note on the sampling error of the difference between
    /// correlated proportions or percentages", Psychometrika 12, 1947), two-sided.
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
