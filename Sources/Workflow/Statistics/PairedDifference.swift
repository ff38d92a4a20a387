/// The differences of pairs of measurements, and Student's t test of whether their mean is 0: two settings, each trained
/// from the same seeds.
///
/// What a seed does to both settings alike cancels in its pair, so that fewer seeds show a difference than without
/// pairs. It equals `scipy.stats.ttest_rel(first, second)`, except where all differences are the same.
package struct PairedDifference: Sendable, Hashable {
    /// The differences, first minus second. Its interval is `ttest_rel(…).confidence_interval()`.
    package let differences: SampleSummary

    /// Student's t of the differences, mean / √(s² / n); `nil` for one pair, of which nothing is known but the
    /// difference.
    ///
    /// If all differences are the same it is 0 for differences of 0, where SciPy has NaN, and ±∞ for others, as in SciPy.
    package let t: Double?

    /// The probability of a mean difference at least as large if there were none, two-sided, 0…1; `nil` for one pair.
    ///
    /// If all differences are the same it is 1 for differences of 0, where SciPy has NaN, and 0 for others, as in SciPy:
    /// such a sample says nothing of how much the difference varies.
    package let pValue: Double?

    /// Compares pairs of measurements; `nil` if there are none, or a difference is not finite.
    ///
    /// - Parameters:
    ///   - first: the measurements of which the others are subtracted.
    ///   - second: the other one of each pair, in the same order and number.
    package init?(of first: [Double], and second: [Double]) {
        precondition(first.count == second.count, "\(first.count) and \(second.count) measurements")
        guard let differences = SampleSummary(of: zip(first, second).map { $0 - $1 }) else { return nil }
        self.differences = differences
        guard let deviation = differences.standardDeviation else {
            t = nil
            pValue = nil
            return
        }
        let count = Double(differences.count)
        let statistic = differences.mean == 0 ? 0 : differences.mean / (deviation / count.squareRoot())
        t = statistic
        pValue = min(2 * StudentT(degreesOfFreedom: count - 1).survival(abs(statistic)), 1)
    }
}
