import Foundation
import Steps
import TestSupport
import Testing

struct ScoredImagesTests {
    @Test func `a class is within the k most probable ones if its place in their order is`() {
        let images = ScoredImages.withTies(count: 200, classes: 6, seed: 1)
        for limit in 1...6 {
            var expected = 0
            for (index, label) in images.labels.enumerated() {
                let row = images.probabilities[index * 6..<(index + 1) * 6].enumerated()
                    .sorted { $0.element == $1.element ? $0.offset < $1.offset : $0.element > $1.element }
                if row.prefix(limit).map(\.offset).contains(label) { expected += 1 }
            }
            #expect(images.correct(within: limit) == expected, "\(limit)")
        }
        #expect(images.correct(within: 6) == 200)
        let right = images.labels.indices.count { images.predictions[$0] == images.labels[$0] }
        #expect(images.correct(within: 1) == right)
        #expect(right > 20 && right < 180)
    }

    @Test func `the hardest images come first, those of equal loss in their order`() {
        let images = ScoredImages(
            probabilities: [0.5, 0.5, 0.1, 0.9, 1, 0, 0.75, 0.25, 0.1, 0.9], labels: [0, 0, 1, 0, 0],
            classes: 2)
        #expect(images.byLoss == [2, 1, 4, 0, 3])
        #expect(images.predictions == [0, 1, 0, 0, 1])
        let losses = images.labels.indices.map { images.loss(at: $0) }
        // 2⁻¹²⁶ is the least normal Float32.
        let expected = [log(2), log(10), 126 * log(2), -log(0.75), log(10)]
        expectClose(losses, expected, absolute: 1e-6, relative: 0, "losses")
        #expect(images.guesses(at: 0, count: 2) == [0, 1])
        #expect(images.guesses(at: 1, count: 1) == [1])
    }
}
