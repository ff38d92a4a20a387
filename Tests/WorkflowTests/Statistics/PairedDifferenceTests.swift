import TestSupport
import Testing
import Workflow

struct PairedDifferenceTests {
    @Test func `difference, t, p and interval are those of SciPy`() throws {
        let cases = try StatisticsFixture.read().pairs
        #expect(cases.count > 5)
        for each in cases {
            let paired = try #require(PairedDifference(of: each.first, and: each.second))
            let interval = try #require(paired.differences.interval)
            let size = (each.first + each.second).map(abs).max() ?? 0
            expectClose(
                [
                    paired.differences.mean, paired.differences.standardDeviation ?? .nan,
                    interval.lowerBound, interval.upperBound,
                ],
                [each.mean, each.standardDeviation, each.low, each.high], absolute: size * 1e-14,
                relative: 1e-11, "\(each.first) and \(each.second)")
            expectClose(
                [paired.t ?? .nan, paired.pValue ?? .nan], [each.t, each.pValue], absolute: 1e-13,
                relative: 1e-9, "t and p of \(each.first) and \(each.second)")
        }
    }

    @Test func `exchanged sides change the sign alone`() throws {
        let (first, second) = ([0.91, 0.95, 0.875], [0.9, 0.9375, 0.9])
        let one = try #require(PairedDifference(of: first, and: second))
        let other = try #require(PairedDifference(of: second, and: first))
        #expect(one.differences.mean == -other.differences.mean)
        #expect(one.t == other.t.map { -$0 } && one.pValue == other.pValue)
    }

    @Test func `one pair has a difference and no test`() throws {
        let paired = try #require(PairedDifference(of: [0.75], and: [0.5]))
        #expect(paired.differences.mean == 0.25)
        #expect(paired.t == nil && paired.pValue == nil && paired.differences.interval == nil)
    }

    @Test func `equal measurements are no difference`() throws {
        let paired = try #require(PairedDifference(of: [0.5, 0.75, 1], and: [0.5, 0.75, 1]))
        #expect(paired.t == 0 && paired.pValue == 1 && paired.differences.interval == 0...0)
    }

    @Test func `the same difference in each pair is certain, in its direction`() throws {
        let below = try #require(PairedDifference(of: [0.5, 0.25, 1], and: [0.75, 0.5, 1.25]))
        #expect(below.t == -.infinity && below.pValue == 0)
        #expect(below.differences.interval == -0.25 ... -0.25)
        let above = try #require(PairedDifference(of: [2, 3], and: [1, 2]))
        #expect(above.t == .infinity && above.pValue == 0)
    }

    @Test func `there is no difference of nothing, nor of what is not finite`() {
        #expect(PairedDifference(of: [], and: []) == nil)
        #expect(PairedDifference(of: [1, .nan], and: [1, 2]) == nil)
        #expect(PairedDifference(of: [.infinity, 1], and: [.infinity, 1]) == nil)
    }
}
