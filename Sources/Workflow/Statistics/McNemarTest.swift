import Glibc

/// McNemar's test of whether two classifiers have the same error rate on the same images.
///
/// Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
/// Psychometrika 12 (1947). Only the images that exactly one of the two classifies correctly count. If both are
/// equally good, each of these is as likely the first one's as the second one's.
package struct McNemarTest: Sendable, Hashable {
    /// How the p value is computed.
    package enum Method: Sendable, Hashable {
        /// By the binomial distribution, for fewer than 25 images that exactly one classifies correctly.
        case exact
        /// By the χ² distribution with one degree of freedom and Edwards' continuity correction,
        /// (|b − c| − 1)² / (b + c).
        case chiSquare

        /// The test's full name.
        package var words: String {
            switch self {
            case .exact: "McNemar's exact test"
            case .chiSquare: "McNemar's χ² test with continuity correction"
            }
        }
    }

    /// The number of images from which the χ² distribution is close enough.
    private static let mostExact = 25

    /// How the p value is computed.
    package let method: Method

    /// The probability of a difference at least as large if both were equally good, two-sided, 0…1.
    package let pValue: Double

    /// Tests two classifiers.
    ///
    /// `mcnemar` of statsmodels gives the same, except for equal numbers by `chiSquare`, where the correction would
    /// exceed the difference and p is 1 here.
    ///
    /// - Parameters:
    ///   - onlyFirst: the number of images that only the first one classifies correctly.
    ///   - onlySecond: the number that only the second one does.
    package init(onlyFirst: Int, onlySecond: Int) {
        precondition(onlyFirst >= 0 && onlySecond >= 0, "\(onlyFirst) and \(onlySecond) images")
        let count = onlyFirst + onlySecond
        guard count >= Self.mostExact else {
            method = .exact
            pValue = Self.binomial(min(onlyFirst, onlySecond), of: count)
            return
        }
        method = .chiSquare
        let difference = max(abs(Double(onlyFirst) - Double(onlySecond)) - 1, 0)
        // With one degree of freedom, χ² is the square of a normal variable.
        pValue = erfc((difference * difference / Double(count) / 2).squareRoot())
    }

    /// Twice the probability of at most `fewer` of `count` heads, at most 1.
    private static func binomial(_ fewer: Int, of count: Int) -> Double {
        var (sum, choices) = (0, 1)
        for number in 0...fewer {
            sum += choices
            choices = choices * (count - number) / (number + 1)
        }
        return min(1, 2 * Double(sum) / Double(1 << count))
    }
}
