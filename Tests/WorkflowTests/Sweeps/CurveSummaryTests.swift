import TestSupport
import Testing
import Workflow

struct CurveSummaryTests {
    @Test func `each epoch is summarized over the runs that reached it`() {
        let curve = CurveSummary(of: [[4, 2, 3], [2, 1], [3, 6, 5]], direction: .smaller)
        #expect(curve.epochs.map { $0?.count } == [3, 3, 2])
        #expect(curve.epochs.map { $0?.mean } == [3, 3, 4])
        #expect(curve.epochs.map { $0?.minimum } == [2, 1, 3])
    }

    @Test func `best and last epoch are those of each run, counted from 1`() {
        let curve = CurveSummary(of: [[4, 2, 3, 2], [2, 1], [3, 6, 5, 4]], direction: .smaller)
        #expect(curve.best?.mean == 2 && curve.best?.minimum == 1 && curve.best?.maximum == 3)
        #expect(curve.bestEpoch?.minimum == 1 && curve.bestEpoch?.maximum == 2)
        expectClose([curve.bestEpoch?.mean ?? .nan], [5.0 / 3], absolute: 0, relative: 1e-15, "best epoch")
        #expect(curve.lastEpoch?.minimum == 2 && curve.lastEpoch?.maximum == 4)
        #expect(curve.last?.minimum == 1 && curve.last?.maximum == 4)
        let largest = CurveSummary(of: [[4, 2, 3, 2], [2, 1], [3, 6, 5, 4]], direction: .larger)
        #expect(largest.best?.maximum == 6 && largest.bestEpoch?.minimum == 1)
    }

    @Test func `an epoch without a finite number is a gap`() {
        let curve = CurveSummary(of: [[.nan, .nan], [.nan, 1]], direction: .larger)
        #expect(curve.epochs[0] == nil && curve.epochs[1]?.count == 1)
        #expect(curve.best?.count == 1 && curve.bestEpoch?.mean == 2 && curve.last == nil)
    }

    @Test func `a quantity without a better direction has no best epoch`() {
        let curve = CurveSummary(of: [[0.1, 0.01]], direction: nil)
        #expect(curve.best == nil && curve.bestEpoch == nil && curve.last?.mean == 0.01)
    }

    @Test func `a sweep has the curve that it is ranked by, of each setting`() throws {
        let result = SampleSweep.grid()
        let curve = try #require(result.rankedCurve(in: 2))
        #expect(curve.epochs.map { $0?.mean } == [0.25, 0.875, 0.375])
        #expect(curve.bestEpoch?.mean == 2 && curve.lastEpoch?.mean == 3)
        #expect(result.curve(ofModel: "model", "loss", in: 2) == nil)
        #expect(SampleSweep.result(result.runs, measure: "result.accuracy").rankedCurve(in: 2) == nil)
    }
}
