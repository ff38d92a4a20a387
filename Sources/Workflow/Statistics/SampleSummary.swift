/// What a sample of numbers says of the quantity that it is drawn from: the measurements of one setting, one a seed.
package struct SampleSummary: Sendable, Hashable {
    /// The number of numbers, n, 1 or more.
    package let count: Int

    /// Their mean, in their unit.
    package let mean: Double

    /// The standard deviation of the quantity, 0 or more: by n − 1, as `numpy.std(…, ddof=1)`; `nil` for one number.
    package let standardDeviation: Double?

    /// The smallest number.
    package let minimum: Double

    /// The largest number.
    package let maximum: Double

    /// Summarizes numbers; `nil` if there are none, or one is not finite.
    ///
    /// They are summed in their order. Equal numbers have exactly their value as mean, and a deviation of 0. The
    /// deviation of numbers near the largest ones there are may be infinite.
    package init?(of numbers: [Double]) {
        guard let first = numbers.first, numbers.allSatisfy(\.isFinite) else { return nil }
        let (minimum, maximum) = (numbers.min() ?? first, numbers.max() ?? first)
        count = numbers.count
        self.minimum = minimum
        self.maximum = maximum
        guard minimum < maximum else {
            mean = minimum
            standardDeviation = numbers.count > 1 ? 0 : nil
            return
        }
        // In a unit in which sums and squares are neither too large nor too small; a power of 2 changes no digit.
        let size = max(abs(minimum), abs(maximum))
        let unit = size > 0x1p400 ? 0x1p600 : size < 0x1p-400 ? 0x1p-600 : 1
        let scaled = unit == 1 ? numbers : numbers.map { $0 / unit }
        let centre = CompensatedSum(scaled).value / Double(count)
        // Rounded, the mean could leave the numbers that it is between.
        mean = min(max(centre * unit, minimum), maximum)
        let squares = CompensatedSum(scaled.lazy.map { ($0 - centre) * ($0 - centre) }).value
        standardDeviation = (squares / Double(count - 1)).squareRoot() * unit
    }

    /// The 95 % confidence interval of the quantity's mean, by Student's t: mean ± t √(s² / n) with the 97.5 % quantile
    /// t of n − 1 degrees of freedom; `nil` for one number.
    ///
    /// It is `scipy.stats.t.interval(0.95, n - 1, loc=mean, scale=s / sqrt(n))`, except for equal numbers, where it is
    /// their value and SciPy has NaN. It supposes that the numbers are independent and roughly normal.
    package var interval: ClosedRange<Double>? {
        guard let standardDeviation else { return nil }
        let quantile = StudentT(degreesOfFreedom: Double(count - 1)).quantile(0.975)
        let half = quantile * standardDeviation / Double(count).squareRoot()
        return mean - half...mean + half
    }
}
