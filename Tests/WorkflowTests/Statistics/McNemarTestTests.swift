import TestSupport
import Testing
import Workflow

struct McNemarTestTests {
    /// The numbers of `mcnemar` of statsmodels 0.15, with `exact=True` below 25 images and otherwise
    /// `exact=False, correction=True`. The third and the fifth are McNemar's textbook example (Agresti, "Categorical
    /// Data Analysis", 2002, section 10.1: 86 and 150) and the first count that is not computed exactly.
    @Test(arguments: [
        (10, 2, 0.038_574_218_75, McNemarTest.Method.exact), (8, 8, 1, .exact),
        (86, 150, 4.114_562_281_345_944e-05, .chiSquare), (121, 59, 5.450_094_825_427_117e-06, .chiSquare),
        (25, 0, 1.586_656_303_951_188_5e-06, .chiSquare),
    ])
    func `the p value is that of another program`(
        _ first: Int, _ second: Int, _ expected: Double, _ method: McNemarTest.Method
    ) {
        for test in [
            McNemarTest(onlyFirst: first, onlySecond: second),
            McNemarTest(onlyFirst: second, onlySecond: first),
        ] {
            #expect(test.method == method)
            expectClose([test.pValue], [expected], absolute: 0, relative: 1e-9, "p value")
        }
    }

    @Test func `exact or with correction, the p value is that of SciPy's distributions`() throws {
        let cases = try StatisticsFixture.read().mcnemar
        #expect(cases.contains(where: \.isExact) && cases.contains { !$0.isExact })
        for each in cases {
            let test = McNemarTest(onlyFirst: each.onlyFirst, onlySecond: each.onlySecond)
            #expect(test.method == (each.isExact ? .exact : .chiSquare))
            expectClose(
                [test.pValue], [each.pValue], absolute: 0, relative: 1e-11,
                "\(each.onlyFirst) and \(each.onlySecond)")
        }
    }

    @Test func `the exact p value is the share of outcomes at least as unequal`() {
        for count in 0...12 {
            for first in 0...count {
                // All 2ⁿ ways in which the images may fall to one of the two.
                let outcomes = (0..<1 << count).count { outcome in
                    abs(2 * outcome.nonzeroBitCount - count) >= abs(2 * first - count)
                }
                let test = McNemarTest(onlyFirst: first, onlySecond: count - first)
                expectClose(
                    [test.pValue], [Double(outcomes) / Double(1 << count)], absolute: 1e-12, relative: 0,
                    "\(first) of \(count)")
            }
        }
    }

    @Test func `24 images are computed exactly, and equal numbers are no difference`() {
        #expect(McNemarTest(onlyFirst: 24, onlySecond: 0).method == .exact)
        expectClose(
            [McNemarTest(onlyFirst: 24, onlySecond: 0).pValue], [1.0 / 8_388_608], absolute: 0,
            relative: 1e-12, "p value")
        #expect(McNemarTest(onlyFirst: 13, onlySecond: 13).pValue == 1)
        #expect(McNemarTest(onlyFirst: 13, onlySecond: 14).pValue == 1)
        #expect(McNemarTest(onlyFirst: 0, onlySecond: 0).pValue == 1)
    }
}
