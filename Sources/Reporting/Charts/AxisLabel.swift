package import Figures
import Glibc
import Workflow

/// Labels of ticks: the fewest decimals that distinguish them, or names.
package struct AxisLabel: Sendable {
    private let format: AxisFormat
    private let decimals: Int
    private let isScientific: Bool
    private let isLogarithmic: Bool
    private let names: [Double: String]

    /// Makes the labels of a scale's ticks.
    ///
    /// - Parameter names: the labels of 0, 1 and so on; empty for numbers.
    package init(for scale: Scale, format: AxisFormat = .number, names: [String] = []) {
        let names = names.enumerated().map { (Double($0), $1) }
        self.init(for: scale, format: format, named: Dictionary(names) { first, _ in first })
    }

    /// Makes the labels of a scale's ticks, some of which have names.
    ///
    /// - Parameter names: the labels by tick; other ticks are numbers.
    init(for scale: Scale, format: AxisFormat = .number, named names: [Double: String]) {
        self.format = format
        self.names = names
        let step = format == .percent ? scale.step * 100 : scale.step
        let greatest = max(abs(scale.domain.lowerBound), abs(scale.domain.upperBound))
        isScientific = format == .number && (step < 0.9e-4 || greatest >= 1e9)
        isLogarithmic = scale.isLogarithmic
        decimals = min(max(Int((-log10(step) - 1e-9).rounded(.up)), 0), 12)
    }

    /// A tick as text.
    package func text(_ tick: Double) -> String {
        if let name = names[tick] { return name }
        // Neighbouring ticks differ in magnitude, so each gets the digits that it needs.
        if isLogarithmic {
            if format == .number, tick >= 0.999e6 || tick < 0.999e-4 { return Self.power(tick) }
            return format.text(tick)
        }
        if format == .percent { return NumberText.percent(tick, decimals: decimals).withMinus }
        if tick == 0 { return "0" }
        if isScientific { return NumberText.significant(tick).withPowerOfTen.withMinus }
        if decimals == 0, let whole = Int(exactly: tick.rounded()) {
            // Numbers of four digits are not grouped, so that years and small counts read as usual.
            return (whole.magnitude < 10_000 ? String(whole) : NumberText.grouped(whole)).withMinus
        }
        return NumberText.fixed(tick, decimals: decimals).withMinus
    }

    /// A tick as a power of ten, times 2 or 5 if necessary: 10⁶, 2×10⁶.
    private static func power(_ tick: Double) -> String {
        let exponent = (log10(tick) + 1e-9).rounded(.down)
        let text = "\((tick / pow(10, exponent)).rounded().wholeText)e\(exponent.wholeText)".withPowerOfTen
        return text.hasPrefix("1×") ? String(text.dropFirst(2)) : text
    }
}

extension Double {
    /// A whole number without decimals.
    fileprivate var wholeText: String { NumberText.fixed(self, decimals: 0) }
}

extension AxisFormat {
    /// A value of a curve as text, with as many digits as a reader may want.
    package func text(_ number: Double) -> String {
        switch self {
        case .number: NumberText.short(number).withPowerOfTen.withMinus
        case .percent: NumberText.percent(number, decimals: 2).withMinus
        }
    }
}

extension String {
    /// The text with a typographic exponent: `1e-05` as 1×10⁻⁵.
    var withPowerOfTen: String {
        let parts = split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return self }
        let raised = String(exponent).map { Self.superscripts[$0] ?? String($0) }.joined()
        return "\(parts[0])×10\(raised)"
    }

    private static let superscripts: [Character: String] = [
        "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
        "9": "⁹",
    ]

    /// The text with a minus sign instead of a leading hyphen.
    var withMinus: String { hasPrefix("-") ? "\u{2212}" + dropFirst() : self }
}
