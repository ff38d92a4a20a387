/// Images by descending probability of one class: those of the class against the rest.
///
/// A threshold that falls from above the highest probability predicts more and more images as the class. Images of
/// equal probability are predicted together.
package struct ClassRanking: Sendable {
    /// What is predicted as the class at a threshold.
    private struct Step {
        /// The number of images of the class among them.
        let hits: Int
        /// The number of the others.
        let misses: Int
    }

    /// The steps, one for each distinct probability; nothing is predicted before the first.
    private let steps: [Step]

    /// The number of images of the class.
    package let positives: Int

    /// The number of the others.
    package let negatives: Int

    /// Ranks images.
    ///
    /// - Complexity: O(N log N).
    package init(of label: Int, in images: ScoredImages) {
        // The bits of numbers that are not negative have the order of the numbers.
        let ranked = images.labels.indices.map { index in
            UInt64(images.probability(of: label, at: index).bitPattern) << 1
                | (images.labels[index] == label ? 1 : 0)
        }.sorted(by: >)
        var steps: [Step] = []
        var (hits, misses) = (0, 0)
        for (place, entry) in ranked.enumerated() {
            if entry & 1 == 1 { hits += 1 } else { misses += 1 }
            let isLast = place == ranked.count - 1 || ranked[place + 1] >> 1 != entry >> 1
            if isLast { steps.append(Step(hits: hits, misses: misses)) }
        }
        self.steps = steps
        (positives, negatives) = (hits, misses)
    }

    /// The area under the receiver operating characteristic by trapezoids, 0…1; `nil` if all images are of the class,
    /// or none.
    ///
    /// It is the share of pairs of an image of the class and another one in which the former has the higher
    /// probability, equal ones counted half: `roc_auc_score` of scikit-learn.
    package var area: Double? {
        guard positives > 0, negatives > 0 else { return nil }
        // Twice the area in counts is whole, and so exact.
        var doubled = 0
        var last = Step(hits: 0, misses: 0)
        for step in steps {
            doubled += (step.misses - last.misses) * (step.hits + last.hits)
            last = step
        }
        return Double(doubled) / (2 * Double(positives) * Double(negatives))
    }

    /// The average precision, 0…1; `nil` if no image is of the class.
    ///
    /// Σ (Rₙ − Rₙ₋₁) Pₙ over the thresholds, with recall R and precision P: `average_precision_score` of scikit-learn,
    /// which does not interpolate.
    package var averagePrecision: Double? {
        guard positives > 0 else { return nil }
        var sum = 0.0
        var last = 0
        for step in steps where step.hits > last {
            sum += Double(step.hits - last) * Self.precision(step)
            last = step.hits
        }
        return sum / Double(positives)
    }

    /// The receiver operating characteristic: the true positive rate at some false positive rates, linear between
    /// thresholds, the greatest where it is vertical; empty where there is no ``area``.
    ///
    /// - Parameter rates: the false positive rates, 0…1, ascending.
    package func truePositiveRates(at rates: [Double]) -> [Double] {
        guard positives > 0, negatives > 0 else { return [] }
        let vertices = [Step(hits: 0, misses: 0)] + steps
        var place = 0
        return rates.map { rate in
            let misses = rate * Double(negatives)
            while place + 1 < vertices.count, Double(vertices[place + 1].misses) <= misses + Self.rounding {
                place += 1
            }
            let left = vertices[place]
            guard place + 1 < vertices.count else { return Double(left.hits) / Double(positives) }
            let right = vertices[place + 1]
            let share = max(misses - Double(left.misses), 0) / Double(right.misses - left.misses)
            return (Double(left.hits) + share * Double(right.hits - left.hits)) / Double(positives)
        }
    }

    /// The precision at some recalls: that of the first threshold which reaches the recall; empty if no image is of
    /// the class.
    ///
    /// - Parameter recalls: the recalls, 0…1, ascending.
    package func precisions(at recalls: [Double]) -> [Double] {
        guard positives > 0 else { return [] }
        var place = 0
        return recalls.map { recall in
            let hits = recall * Double(positives)
            while place + 1 < steps.count, Double(steps[place].hits) < hits - Self.rounding { place += 1 }
            return Self.precision(steps[place])
        }
    }

    /// Counts are whole; products with a rate are within this of them.
    private static let rounding = 1e-6

    private static func precision(_ step: Step) -> Double {
        Double(step.hits) / Double(step.hits + step.misses)
    }
}
