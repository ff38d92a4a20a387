/// Wilson's score interval of a share, with a confidence of 95 %.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
/// Statistical Association 22 (1927). Unlike p ± 1.96 √(p (1 − p) / n) it stays within 0…1 and holds near its ends,
/// where accuracies are. It is `proportion_confint(…, method="wilson")` of statsmodels.
package struct WilsonInterval: Sendable, Hashable {
    /// The 97.5 % quantile of the normal distribution.
    private static let quantile = 1.959963984540054

    /// The lower end, 0…1.
    package let lower: Double

    /// The upper end, 0…1.
    package let upper: Double

    /// The interval of the share that was observed; 0…1 without observations.
    ///
    /// - Precondition: 0 ≤ `successes` ≤ `count`.
    package init(successes: Int, of count: Int) {
        precondition((0...count).contains(successes), "\(successes) of \(count)")
        guard count > 0 else {
            (lower, upper) = (0, 1)
            return
        }
        let (size, share) = (Double(count), Double(successes) / Double(count))
        let square = Self.quantile * Self.quantile
        let centre = (share + square / (2 * size)) / (1 + square / size)
        let spread = (share * (1 - share) / size + square / (4 * size * size)).squareRoot()
        let half = Self.quantile * spread / (1 + square / size)
        // At its ends the formula gives 0 and 1 up to rounding.
        lower = successes == 0 ? 0 : centre - half
        upper = successes == count ? 1 : centre + half
    }
}
