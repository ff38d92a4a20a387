import Foundation
import TestSupport
import Testing
import Workflow

struct StudentTTests {
    @Test func `both tails are those of SciPy`() throws {
        let cases = try StatisticsFixture.read().studentT
        #expect(Set(cases.map(\.degreesOfFreedom)).isSuperset(of: [1, 2, 4, 4.7, 30, 1e6]))
        for each in cases {
            let distribution = StudentT(degreesOfFreedom: each.degreesOfFreedom)
            expectClose(
                [distribution.cumulative(each.t), distribution.survival(each.t)],
                [each.cumulative, each.survival], absolute: 0, relative: 1e-12,
                "t of \(each.degreesOfFreedom) at \(each.t)")
        }
    }

    @Test func `quantiles are those of SciPy`() throws {
        let cases = try StatisticsFixture.read().quantiles
        #expect(cases.contains { $0.probability == 1e-12 } && cases.contains { $0.probability == 1 - 1e-12 })
        for each in cases {
            let quantile = StudentT(degreesOfFreedom: each.degreesOfFreedom).quantile(each.probability)
            expectClose(
                [quantile], [each.quantile], absolute: 0, relative: 1e-12,
                "\(each.probability) of t of \(each.degreesOfFreedom)")
        }
    }

    @Test func `with one degree of freedom it is Cauchy's distribution`() {
        let cauchy = StudentT(degreesOfFreedom: 1)
        for t in [1e-12, 1e-6, 0.25, 1, 5, 1000] {
            // atan(1 / t) is precise where t is large, and atan(t) where it is small.
            let tail = t < 1 ? 0.5 - atan(t) / .pi : atan(1 / t) / .pi
            expectClose([cauchy.survival(t)], [tail], absolute: 0, relative: 1e-13, "survival of \(t)")
        }
    }

    @Test(arguments: [1e-200, 1e-100, 1e-12, 0.02, 0.25, 0.4, 0.499_999, 0.5, 0.6, 0.999])
    func `with two degrees of freedom a quantile has a closed form`(probability: Double) {
        let expected = (2 * probability - 1) / (2 * probability * (1 - probability)).squareRoot()
        let quantile = StudentT(degreesOfFreedom: 2).quantile(probability)
        expectClose([quantile], [expected], absolute: 0, relative: 1e-12, "quantile")
    }

    @Test(arguments: [0.05, 0.3, 1, 4, 30.5, 1e4, 1e9])
    func `a quantile has its probability below it`(degrees: Double) {
        let distribution = StudentT(degreesOfFreedom: degrees)
        for probability in [1e-5, 0.001, 0.025, 0.2, 0.249, 0.251, 0.3, 0.45, 0.5] {
            let quantile = distribution.quantile(probability)
            expectClose(
                [distribution.cumulative(quantile), distribution.survival(-quantile)],
                [probability, probability], absolute: 0, relative: 1e-11, "\(probability)")
        }
    }

    @Test func `many degrees of freedom are the normal distribution`() {
        let quantile = StudentT(degreesOfFreedom: 1e12).quantile(0.975)
        expectClose([quantile], [1.959_963_984_540_054], absolute: 0, relative: 1e-11, "quantile")
    }

    @Test func `the ends of the line have all of it or nothing beyond them`() {
        let distribution = StudentT(degreesOfFreedom: 3)
        #expect(distribution.survival(.infinity) == 0 && distribution.survival(-.infinity) == 1)
        #expect(distribution.cumulative(.infinity) == 1 && distribution.cumulative(0) == 0.5)
        #expect(distribution.quantile(0) == -.infinity && distribution.quantile(1) == .infinity)
        #expect(distribution.quantile(0.5) == 0)
        #expect(distribution.survival(.nan).isNaN)
    }
}
