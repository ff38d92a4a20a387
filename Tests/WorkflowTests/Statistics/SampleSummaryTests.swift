import TestSupport
import Testing
import Workflow

struct SampleSummaryTests {
    @Test func `mean, deviation and interval are those of SciPy`() throws {
        let cases = try StatisticsFixture.read().samples
        #expect(cases.count > 10)
        for each in cases {
            let summary = try #require(SampleSummary(of: each.numbers))
            let interval = try #require(summary.interval)
            let size = each.numbers.map(abs).max() ?? 0
            expectClose(
                [summary.mean, summary.standardDeviation ?? .nan, interval.lowerBound, interval.upperBound],
                [each.mean, each.standardDeviation, each.low, each.high], absolute: size * 1e-14,
                relative: 1e-12, "\(each.numbers)")
            #expect(summary.count == each.numbers.count)
            #expect(summary.minimum == each.numbers.min() && summary.maximum == each.numbers.max())
        }
    }

    @Test func `one number has a mean, and nothing is known of how it varies`() throws {
        let summary = try #require(SampleSummary(of: [0.25]))
        #expect(summary.count == 1 && summary.mean == 0.25)
        #expect(summary.minimum == 0.25 && summary.maximum == 0.25)
        #expect(summary.standardDeviation == nil && summary.interval == nil)
    }

    @Test(arguments: [[], [.nan], [1, .infinity, 2], [1, -.infinity]] as [[Double]])
    func `there is no summary of no numbers, nor of one that is not finite`(numbers: [Double]) {
        #expect(SampleSummary(of: numbers) == nil)
    }

    /// Three times 0.1, summed and divided, can be another number than 0.1.
    @Test(arguments: [2, 3, 7, 10])
    func `equal numbers do not vary`(count: Int) throws {
        let summary = try #require(SampleSummary(of: Array(repeating: 0.1, count: count)))
        #expect(summary.mean == 0.1 && summary.standardDeviation == 0)
        #expect(summary.interval == 0.1...0.1)
    }

    @Test func `what many additions round off is not lost`() throws {
        // Added one by one, the small numbers vanish beside 10¹⁶.
        let numbers = [1e16] + Array(repeating: 1.0, count: 1000) + [-1e16]
        let summary = try #require(SampleSummary(of: numbers))
        expectClose([summary.mean], [1000.0 / 1002], absolute: 0, relative: 1e-15, "mean")
    }

    @Test(arguments: [1e308, 1e200, 1e-200, 1e-300])
    func `no size is too large or too small to be squared`(unit: Double) throws {
        let summary = try #require(SampleSummary(of: [0.5, 1, 1.5].map { $0 * unit }))
        expectClose(
            [summary.mean, summary.standardDeviation ?? .nan], [unit, 0.5 * unit], absolute: 0,
            relative: 1e-14, "mean and deviation")
    }

    @Test func `the mean is between the numbers`() throws {
        let (low, high) = (0.1, 0.1.nextUp)
        let mean = try #require(SampleSummary(of: [low, high, high])).mean
        #expect((low...high).contains(mean))
    }
}
