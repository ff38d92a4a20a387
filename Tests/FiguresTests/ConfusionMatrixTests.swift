import Figures
import Testing

struct ConfusionMatrixTests {
    // Rows are true classes: 8 cats, 6 dogs, no birds; asymmetric, so that a swapped axis shows.
    private let matrix = ConfusionMatrix(
        classes: ["cat", "dog", "bird"], counts: [[5, 2, 1], [0, 6, 0], [0, 0, 0]])

    @Test func `totals of true classes are over rows, those of predicted ones over columns`() {
        #expect((0..<3).map(matrix.actual) == [8, 6, 0])
        #expect((0..<3).map(matrix.predicted) == [5, 8, 1])
        #expect(matrix.total == 14)
    }

    @Test func `accuracy is the share on the diagonal`() {
        #expect(matrix.accuracy == 11.0 / 14)
        #expect(ConfusionMatrix(classes: [], counts: []).accuracy == nil)
    }

    @Test func `recall divides by the row and precision by the column`() {
        #expect(matrix.recall(0) == 5.0 / 8)
        #expect(matrix.precision(0) == 1)
        #expect(matrix.recall(1) == 1)
        #expect(matrix.precision(1) == 6.0 / 8)
    }

    @Test func `a class without examples has no recall, and one never predicted no precision`() {
        #expect(matrix.recall(2) == nil)
        #expect(matrix.precision(2) == 0)
        let never = ConfusionMatrix(classes: ["a", "b"], counts: [[3, 0], [2, 0]])
        #expect(never.precision(1) == nil)
        #expect(never.recall(1) == 0)
    }

    @Test func `F1 is the harmonic mean of precision and recall`() throws {
        let precision = try #require(matrix.precision(0))
        let recall = try #require(matrix.recall(0))
        let f1 = try #require(matrix.f1(0))
        #expect(abs(f1 - 2 * precision * recall / (precision + recall)) < 1e-12)
        #expect(ConfusionMatrix(classes: ["a", "b"], counts: [[1, 0], [0, 0]]).f1(1) == nil)
    }
}
