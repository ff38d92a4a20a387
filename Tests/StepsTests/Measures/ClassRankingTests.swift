import Steps
import TestSupport
import Testing

struct ClassRankingTests {
    /// The pairs of an image of the class and another one, in which the former has the higher probability; equal ones
    /// count half.
    private static func area(of label: Int, in images: ScoredImages) -> Double {
        var (won, pairs) = (0.0, 0.0)
        for (first, own) in images.labels.enumerated() where own == label {
            for (second, other) in images.labels.enumerated() where other != label {
                let one = images.probability(of: label, at: first)
                let two = images.probability(of: label, at: second)
                won += one > two ? 1 : one == two ? 0.5 : 0
                pairs += 1
            }
        }
        return won / pairs
    }

    /// The recall and the precision where images of at least a probability are predicted as the class.
    private static func shares(
        of label: Int, in images: ScoredImages, from threshold: Float
    ) -> (recall: Double, precision: Double, falsePositives: Double) {
        let predicted = images.labels.indices.filter {
            images.probability(of: label, at: $0) >= threshold
        }
        let hits = Double(predicted.count { images.labels[$0] == label })
        let all = Double(images.labels.count { $0 == label })
        let misses = Double(predicted.count) - hits
        return (hits / all, hits / Double(predicted.count), misses / (Double(images.count) - all))
    }

    private static func thresholds(of label: Int, in images: ScoredImages) -> [Float] {
        Set(images.labels.indices.map { images.probability(of: label, at: $0) }).sorted(by: >)
    }

    @Test func `the area is the share of pairs in the right order, equal ones counted half`() {
        for seed in 1...20 as ClosedRange<UInt64> {
            let images = ScoredImages.withTies(count: 60, classes: 4, seed: seed)
            let rankings = (0..<3).map { ClassRanking(of: $0, in: images) }
            expectClose(
                rankings.map { $0.area ?? .nan }, (0..<3).map { Self.area(of: $0, in: images) },
                absolute: 1e-12, relative: 0, "areas of seed \(seed)")
            #expect(rankings.map(\.positives) == (0..<3).map { label in images.labels.count { $0 == label } })
            #expect(rankings.allSatisfy { $0.positives + $0.negatives == 60 })
        }
    }

    @Test func `the average precision is the sum of precisions, each times the recall gained`() {
        for seed in 1...20 as ClosedRange<UInt64> {
            let images = ScoredImages.withTies(count: 60, classes: 4, seed: seed)
            let expected = (0..<3).map { label in
                var (sum, before) = (0.0, 0.0)
                for threshold in Self.thresholds(of: label, in: images) {
                    let shares = Self.shares(of: label, in: images, from: threshold)
                    sum += (shares.recall - before) * shares.precision
                    before = shares.recall
                }
                return sum
            }
            expectClose(
                (0..<3).map { ClassRanking(of: $0, in: images).averagePrecision ?? .nan }, expected,
                absolute: 1e-12, relative: 0, "average precisions of seed \(seed)")
        }
    }

    /// scikit-learn's own example: `roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])` is 0.75, and
    /// `average_precision_score` of the same is 0.83….
    @Test func `the areas of a small example are those of scikit-learn's documentation`() throws {
        let images = ScoredImages(
            probabilities: [0.9, 0.1, 0.6, 0.4, 0.65, 0.35, 0.2, 0.8], labels: [0, 0, 1, 1], classes: 2)
        let ranking = ClassRanking(of: 1, in: images)
        #expect(ranking.area == 0.75)
        expectClose(
            [try #require(ranking.averagePrecision)], [5.0 / 6], absolute: 1e-12, relative: 0,
            "average precision")
        // One hit; one miss; the second hit; the last miss.
        #expect(ranking.truePositiveRates(at: [0, 0.25, 0.5, 0.75, 1]) == [0.5, 0.5, 1, 1, 1])
        expectClose(
            ranking.precisions(at: [0, 0.5, 0.6, 1]), [1, 1, 2.0 / 3, 2.0 / 3], absolute: 1e-12, relative: 0,
            "precisions")
    }

    @Test func `the curves pass through what each threshold gives, and are linear between`() {
        let images = ScoredImages.withTies(count: 80, classes: 4, seed: 5)
        for label in 0..<3 {
            let ranking = ClassRanking(of: label, in: images)
            let found = Self.thresholds(of: label, in: images).map {
                Self.shares(of: label, in: images, from: $0)
            }
            // The greatest rate of several at one place, as where the curve is vertical.
            let corners = found.indices.filter { place in
                place == found.count - 1 || found[place + 1].falsePositives > found[place].falsePositives
            }
            expectClose(
                ranking.truePositiveRates(at: corners.map { found[$0].falsePositives }),
                corners.map { found[$0].recall }, absolute: 1e-9, relative: 0, "true positive rates")
            let middles = zip(corners, corners.dropFirst()).map { left, right in
                (
                    x: (found[left].falsePositives + found[left + 1].falsePositives) / 2,
                    y: (found[left].recall + found[left + 1].recall) / 2, isNext: left + 1 <= right
                )
            }
            #expect(middles.allSatisfy { $0.isNext })
            expectClose(
                ranking.truePositiveRates(at: middles.map(\.x)), middles.map(\.y), absolute: 1e-9,
                relative: 0, "between")
            let gains = found.indices.filter { $0 == 0 || found[$0].recall > found[$0 - 1].recall }
            expectClose(
                ranking.precisions(at: gains.map { found[$0].recall }), gains.map { found[$0].precision },
                absolute: 1e-9, relative: 0, "precisions")
        }
    }

    @Test func `a class without images has no curves and no areas`() {
        let images = ScoredImages.withTies(count: 60, classes: 4, seed: 3)
        let ranking = ClassRanking(of: 3, in: images)
        #expect(ranking.area == nil && ranking.averagePrecision == nil)
        #expect(ranking.truePositiveRates(at: [0, 1]) == [] && ranking.precisions(at: [0, 1]) == [])
        // A class that all images are of has a precision, and no rate of false positives.
        let same = ScoredImages(probabilities: [0.5, 0.5, 0.25, 0.75], labels: [1, 1], classes: 2)
        let all = ClassRanking(of: 1, in: same)
        #expect(all.area == nil && all.averagePrecision == 1 && all.truePositiveRates(at: [1]) == [])
    }
}
