import Glibc

/// The mapping of numbers to an axis: their range, and round ticks in it.
package struct Scale: Sendable, Hashable {
    /// The smallest and the greatest number.
    package let domain: ClosedRange<Double>
    /// The ticks, ascending, inside the domain.
    package let ticks: [Double]
    /// The distance between ticks; on a logarithmic scale, that of the two lowest.
    package let step: Double
    /// Whether equal distances represent equal ratios.
    package var isLogarithmic = false

    /// The position of a number between the two ends, 0…1; outside that range for numbers beyond an end.
    package func position(of number: Double) -> Double {
        guard isLogarithmic else {
            return (number - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
        }
        guard number > 0 else { return 0 }
        // The ratio of the ends can overflow; the difference of their logarithms cannot.
        let low = log(domain.lowerBound)
        return (log(number) - low) / (log(domain.upperBound) - low)
    }
}

extension Scale {
    /// A scale that begins and ends at a tick, for the vertical axis.
    ///
    /// It includes zero if all numbers have the same sign and some are near zero.
    ///
    /// - Parameters:
    ///   - numbers: the numbers to show; those that are not finite are skipped.
    ///   - count: the approximate number of ticks.
    ///   - bounds: the limits of the quantity, such as 0…1 for a share.
    package static func rounded(
        over numbers: [Double], count: Int, within bounds: ClosedRange<Double>? = nil
    ) -> Scale {
        var (low, high) = extent(of: numbers)
        if low > 0, low < 0.5 * high { low = 0 }
        if high < 0, high > 0.5 * low { high = 0 }
        if low == high {
            let margin = low == 0 ? 1 : abs(low) * 0.1
            low -= margin
            high += margin
        }
        if let bounds, bounds.contains(numbers.filter(\.isFinite).min() ?? low) {
            low = low.clamped(to: bounds)
            high = high.clamped(to: bounds)
            if low == high { (low, high) = (bounds.lowerBound, bounds.upperBound) }
        }
        let step = roundStep(for: (high - low) / Double(count))
        let first = (low / step + 1e-9).rounded(.down)
        let last = (high / step - 1e-9).rounded(.up)
        let ticks = stride(from: first, through: last, by: 1).map { $0 * step }
        return Scale(domain: first * step...last * step, ticks: ticks, step: step)
    }

    /// A scale that begins and ends with the numbers, for the horizontal axis; whole numbers get whole ticks.
    ///
    /// - Parameters:
    ///   - numbers: the numbers to show; those that are not finite are skipped.
    ///   - units: the counted units, such as epochs; `nil` for the numbers. If all of them are integers, so are the
    ///     ticks, and the scale begins and ends at integers. Empty for units that are always integers.
    ///   - count: the approximate number of ticks.
    package static func exact(over numbers: [Double], counting units: [Double]? = nil, count: Int) -> Scale {
        var (low, high) = extent(of: numbers)
        let isWhole = (units ?? numbers).allSatisfy { !$0.isFinite || $0 == $0.rounded() }
        if isWhole { (low, high) = (low.rounded(.down), high.rounded(.up)) }
        guard low < high else { return Scale(domain: low - 0.5...high + 0.5, ticks: [low], step: 1) }
        var step = roundStep(for: (high - low) / Double(count))
        if isWhole { step = max(1, step.rounded(.up)) }
        let first = (low / step - 1e-9).rounded(.up)
        let last = (high / step + 1e-9).rounded(.down)
        var ticks = stride(from: first, through: last, by: 1).map { $0 * step }
        if isWhole, let next = ticks.first, next - low >= 0.75 * step { ticks.insert(low, at: 0) }
        return Scale(domain: low...high, ticks: ticks, step: step)
    }

    /// A logarithmic scale that begins and ends at a tick; `nil` if no number is more than 0.
    ///
    /// The ticks are 1, 2 and 5 times powers of ten if those are few, otherwise powers of ten, and if even those are
    /// many, every second, third, fifth or tenth of them and so on.
    package static func logarithmic(over numbers: [Double], count: Int) -> Scale? {
        let numbers = numbers.filter { $0.isFinite && $0 > 0 }.map { $0.clamped(to: 1e-300...1e300) }
        guard let low = numbers.min(), let high = numbers.max() else { return nil }
        func ticks(_ factors: [Double], each distance: Double = 1) -> [Double] {
            let lowest = (log10(low) / distance).rounded(.down) * distance
            let highest = (log10(high) / distance).rounded(.up) * distance
            let decades = stride(from: lowest, through: highest, by: distance)
            let all = decades.flatMap { decade in factors.map { $0 * pow(10, decade) } }
            let first = all.lastIndex { $0 <= low * (1 + 1e-9) } ?? 0
            let last = all.firstIndex { $0 >= high * (1 - 1e-9) } ?? all.count - 1
            return Array(all[first...max(first, last)])
        }
        var chosen = ticks([1, 2, 5])
        if chosen.count > 2 * count {
            for distance in [1.0, 2, 3, 5, 10, 20, 50, 100] {
                chosen = ticks([1], each: distance)
                if chosen.count < 2 * count { break }
            }
        }
        if chosen.count == 1 { chosen.append(chosen[0] * 10) }
        return Scale(
            domain: chosen[0]...chosen[chosen.count - 1], ticks: chosen, step: chosen[1] - chosen[0],
            isLogarithmic: true)
    }

    /// A categorical scale, such as for classes: the first at 0, the second at 1, and so on.
    package static func places(_ count: Int) -> Scale {
        let last = Double(max(count, 1)) - 1
        return Scale(domain: -0.5...last + 0.5, ticks: (0..<count).map(Double.init), step: 1)
    }

    /// The smallest of 1, 2 and 5 times a power of ten that is not below the number.
    private static func roundStep(for number: Double) -> Double {
        guard number.isFinite, number > 0 else { return 1 }
        let power = pow(10, log10(number).rounded(.down))
        for factor in [1.0, 2, 5] where factor * power >= number * (1 - 1e-9) { return factor * power }
        return 10 * power
    }

    private static func extent(of numbers: [Double]) -> (low: Double, high: Double) {
        var low = Double.infinity
        var high = -Double.infinity
        // With greater ones, even their difference might overflow.
        for number in numbers where number.isFinite && abs(number) <= 1e300 {
            low = min(low, number)
            high = max(high, number)
        }
        return low <= high ? (low, high) : (0, 1)
    }
}
