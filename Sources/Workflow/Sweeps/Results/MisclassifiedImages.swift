/// The images that an evaluation misclassifies, by their places in the data set.
package struct MisclassifiedImages: Sendable, Hashable {
    /// The number of evaluated images.
    package let evaluated: Int

    /// The number of misclassified ones.
    package let count: Int

    /// Their places, 0-based; a record lists the most confident 2,000 only.
    package let places: Set<Int>

    /// Makes them from their parts.
    package init(evaluated: Int, count: Int, places: Set<Int>) {
        self.evaluated = evaluated
        self.count = count
        self.places = places
    }

    /// Whether each of them is listed.
    package var isComplete: Bool { places.count == count }

    /// McNemar's test of this evaluation and another one; `nil` if one of them does not list every image, or they are
    /// not of as many images.
    package func comparison(with other: MisclassifiedImages) -> McNemarTest? {
        guard isComplete, other.isComplete, evaluated == other.evaluated else { return nil }
        return McNemarTest(
            onlyFirst: other.places.subtracting(places).count,
            onlySecond: places.subtracting(other.places).count)
    }
}
