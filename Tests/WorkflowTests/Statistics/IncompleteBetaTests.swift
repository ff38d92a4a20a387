import Foundation
import TestSupport
import Testing
import Workflow

struct IncompleteBetaTests {
    @Test func `both shares are those of SciPy, also where they are tiny`() throws {
        let cases = try StatisticsFixture.read().incompleteBeta
        #expect(cases.count > 100)
        #expect(cases.contains { $0.lower < 1e-30 } && cases.contains { $0.upper < 1e-30 })
        for each in cases {
            let beta = IncompleteBeta(each.a, each.b, at: each.x)
            expectClose(
                [beta.lower, beta.upper], [each.lower, each.upper], absolute: 0, relative: 1e-12,
                "I(\(each.a), \(each.b)) at \(each.x)")
        }
    }

    @Test(arguments: [1e-9, 0.001, 0.25, 0.5, 0.875, 0.999])
    func `with a parameter of 1 it is a power`(x: Double) {
        for parameter in [0.25, 1, 2, 7.5, 300] {
            let (below, above) = (IncompleteBeta(parameter, 1, at: x), IncompleteBeta(1, parameter, at: x))
            expectClose(
                [below.lower, above.upper], [pow(x, parameter), pow(1 - x, parameter)], absolute: 0,
                relative: 1e-12, "powers of \(parameter)")
        }
    }

    /// DLMF 8.17.20: I(a, b) − I(a + 1, b) = xᵃ (1 − x)ᵇ / (a B(a, b)).
    @Test(arguments: [(0.5, 0.5), (3, 0.5), (20, 31), (0.5, 400), (1000, 1200)])
    func `the slope is the step to the next parameter`(a: Double, b: Double) {
        for x in [0.1, 0.4, 0.45, 0.9] {
            let (first, next) = (IncompleteBeta(a, b, at: x), IncompleteBeta(a + 1, b, at: x))
            let largest = max(first.lower, next.lower)
            expectClose(
                [first.lower - next.lower], [first.slope / a], absolute: largest * 1e-12, relative: 1e-9,
                "I(\(a), \(b)) at \(x)")
        }
    }

    @Test func `exchanged parameters give the other share`() {
        for (a, b, x) in [(2.0, 5.0, 0.125), (0.5, 0.5, 0.75), (5000, 0.5, 0.9375), (12, 900, 0.015625)] {
            let (one, other) = (IncompleteBeta(a, b, at: x), IncompleteBeta(b, a, at: 1 - x))
            expectClose(
                [one.lower, one.upper], [other.upper, other.lower], absolute: 0, relative: 1e-13, "shares")
        }
    }

    @Test func `the ends have nothing below or above them`() {
        let (first, last) = (IncompleteBeta(2, 3, at: 0), IncompleteBeta(2, 3, at: 1))
        #expect(first.lower == 0 && first.upper == 1 && first.slope == 0)
        #expect(last.lower == 1 && last.upper == 0 && last.slope == 0)
    }
}
