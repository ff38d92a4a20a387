import Steps
import TestSupport
import Testing

struct WilsonIntervalTests {
    /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
    /// table I, method 3.
    @Test(arguments: [
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718),
    ])
    func `the interval is that of a published table`(
        _ successes: Int, _ count: Int, _ lower: Double, _ upper: Double
    ) {
        let interval = WilsonInterval(successes: successes, of: count)
        expectClose(
            [interval.lower, interval.upper], [lower, upper], absolute: 0.000_05, relative: 0, "interval")
    }

    @Test func `a share at an end of the interval is 1.96 deviations from what was observed`() {
        for (successes, count) in [(1, 2), (9907, 10_000), (3, 7), (249, 250)] {
            let interval = WilsonInterval(successes: successes, of: count)
            let observed = Double(successes) / Double(count)
            let distances = [interval.lower, interval.upper].map { share in
                abs(observed - share) / (share * (1 - share) / Double(count)).squareRoot()
            }
            expectClose(
                distances, [1.959963984540054, 1.959963984540054], absolute: 1e-9, relative: 0, "distance")
        }
    }

    @Test func `the ends are 0 and 1 where nothing or everything succeeds, or nothing was observed`() {
        #expect(WilsonInterval(successes: 0, of: 300).lower == 0)
        #expect(WilsonInterval(successes: 300, of: 300).upper == 1)
        #expect(WilsonInterval(successes: 300, of: 300).lower > 0.98)
        let nothing = WilsonInterval(successes: 0, of: 0)
        #expect(nothing.lower == 0 && nothing.upper == 1)
    }
}
