import Figures
import Glibc
package import Workflow

/// The measure that settings are ranked by, in words: shares in percent, other numbers with the digits that their
/// deviation leaves a meaning.
package struct MeasureText {
    /// Whether values are shown in percent.
    let isShare: Bool

    /// The words for the measure of a sweep.
    package init(of result: SweepResult) {
        let shares: Set = [
            "accuracy", "validationAccuracy", "top3Accuracy", "top5Accuracy", "balancedAccuracy",
        ]
        let last = result.measure?.name.split(separator: ".").last.map(String.init) ?? ""
        isShare =
            shares.contains(last)
            && result.settings.compactMap(\.summary).allSatisfy { $0.minimum >= 0 && $0.maximum <= 1 }
    }

    /// The format of an axis.
    var format: AxisFormat { isShare ? .percent : .number }

    /// The unit of differences, with a blank before it; empty for numbers without one.
    var unitOfDifferences: String { isShare ? " points" : "" }

    /// A value.
    func value(_ number: Double) -> String {
        isShare ? NumberText.percent(number, decimals: 2).withMinus : Self.rounded(number, digits: 4)
    }

    /// The mean and the standard deviation, or the only value: `97.21 ± 0.12 %`.
    package func spread(_ summary: SampleSummary) -> String {
        guard let deviation = summary.standardDeviation else { return value(summary.mean) }
        let parts = numbers([summary.mean, deviation], deviation: deviation)
        return "\(parts[0])\u{A0}±\u{A0}\(parts[1])\(isShare ? "\u{A0}%" : "")"
    }

    /// The 95 % interval of the mean; `nil` for a single value.
    func interval(_ summary: SampleSummary) -> String? {
        guard let interval = summary.interval else { return nil }
        let parts = numbers([interval.lowerBound, interval.upperBound], deviation: summary.standardDeviation)
        return "\(parts[0]) to \(parts[1])\(isShare ? "\u{A0}%" : "")"
    }

    /// A difference with its sign, without its unit; the page's script writes others in the same way.
    func difference(_ number: Double) -> String {
        let size =
            isShare ? NumberText.fixed(abs(number) * 100, decimals: 2) : Self.rounded(abs(number), digits: 3)
        return number == 0 ? size : (number > 0 ? "+" : "\u{2212}") + size
    }

    /// A probability, likewise.
    static func probability(_ number: Double) -> String {
        number < 0.001 ? "<\u{A0}0.001" : NumberText.fixed(number, decimals: 3)
    }

    /// A vertical scale over values: logarithmic for losses that span a decade.
    func scale(over numbers: [Double]) -> Scale {
        if !isShare, let least = numbers.min(), let greatest = numbers.max(), least > 0,
            greatest >= 10 * least, let scale = Scale.logarithmic(over: numbers, count: 4)
        {
            return scale
        }
        return Scale.rounded(over: numbers, count: 4, within: isShare ? 0...1 : nil)
    }

    /// Numbers with two digits of the deviation, shares in hundreds.
    private func numbers(_ numbers: [Double], deviation: Double?) -> [String] {
        if isShare { return numbers.map { NumberText.fixed($0 * 100, decimals: 2).withMinus } }
        guard let deviation, (1e-6..<1e6).contains(deviation), numbers.allSatisfy({ abs($0) < 1e9 }) else {
            return numbers.map { Self.rounded($0, digits: 4) }
        }
        let decimals = Int((1 - log10(deviation).rounded(.down)).clamped(to: 0...8))
        return numbers.map { NumberText.fixed($0, decimals: decimals).withMinus }
    }

    /// A number in a few significant digits, without trailing zeros.
    static func rounded(_ number: Double, digits: Int) -> String {
        let rounded = Double(NumberText.scientific(number, decimals: digits - 1)) ?? number
        return NumberText.short(rounded).withPowerOfTen.withMinus
    }
}
