import Testing
import Workflow

struct LimitsTests {
    @Test(
        arguments: [
            (Limits.atLeast(1), "1 or more"), (.moreThan(0), "more than 0"),
            (.moreThan(0, atMost: 1), "more than 0 and at most 1"),
            (.range(0...1), "0 to 1"),
            (.range(0..<1), "0 or more and less than 1"), (.atLeast(0.5), "0.5 or more"),
            (.range(1...10_000_000), "1 to 10\u{202F}000\u{202F}000"), (.moreThan(-1e-7), "more than -1e-07"),
        ] as [(Limits, String)])
    func `limits are given in words`(_ limits: Limits, _ text: String) {
        #expect(limits.description == text)
    }

    @Test(
        arguments: [
            (Limits.atLeast(1), [1, 1.5, .greatestFiniteMagnitude], [0.999_999, 0, -1]),
            (.moreThan(0), [.leastNonzeroMagnitude, 1], [0, -0.0, -1]),
            (.moreThan(0, atMost: 1), [.leastNonzeroMagnitude, 1], [0, -0.0, -1, 1.000_001]),
            (.range(0...1), [0, -0.0, 1], [1.000_001, -0.1]),
            (.range(0..<1), [0, 0.999_999], [1, -0.1]),
        ] as [(Limits, [Double], [Double])])
    func `limits take what lies within them`(_ limits: Limits, _ inside: [Double], _ outside: [Double]) {
        for number in inside { #expect(limits.contains(number), "\(number)") }
        for number in outside { #expect(!limits.contains(number), "\(number)") }
        for number in [Double.nan, .infinity, -.infinity] { #expect(!limits.contains(number), "\(number)") }
    }
}
