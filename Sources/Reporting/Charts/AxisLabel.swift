package import Figures
import Glibc
import Workflow

/// Ticks as text: no more decimals than tell them apart.
package struct AxisLabel: Sendable {
    private let format: LineChart.Format
    private let decimals: Int
    private let isScientific: Bool

    /// Makes the labels of an axis.
    package init(for axis: Axis, format: LineChart.Format = .number) {
        self.format = format
        let step = format == .percent ? axis.step * 100 : axis.step
        let greatest = max(abs(axis.domain.lowerBound), abs(axis.domain.upperBound))
        isScientific = format == .number && (step < 0.9e-4 || greatest >= 1e9)
        decimals = min(max(Int((-log10(step) - 1e-9).rounded(.up)), 0), 12)
    }

    /// A tick as text.
    package func text(_ tick: Double) -> String {
        if format == .percent { return NumberText.percent(tick, decimals: decimals).withMinus }
        if isScientific { return NumberText.short(tick).withMinus }
        if decimals == 0, let whole = Int(exactly: tick.rounded()) {
            // Four digits are not set apart, so that years and small counts read as usual.
            return (whole.magnitude < 10_000 ? String(whole) : NumberText.grouped(whole)).withMinus
        }
        return NumberText.fixed(tick, decimals: decimals).withMinus
    }
}

extension LineChart.Format {
    /// A value of a curve as text, with as many digits as a reader may want.
    package func text(_ number: Double) -> String {
        switch self {
        case .number: NumberText.short(number).withMinus
        case .percent: NumberText.percent(number, decimals: 2).withMinus
        }
    }
}

extension String {
    /// The text with a leading hyphen made a minus sign.
    var withMinus: String { hasPrefix("-") ? "\u{2212}" + dropFirst() : self }
}
