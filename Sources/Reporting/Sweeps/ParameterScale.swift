import Figures

/// The axis of a parameter's numbers: logarithmic where they span decades.
struct ParameterScale {
    /// Whether equal distances are equal ratios.
    let isLogarithmic: Bool
    private let numbers: [Double]

    /// The ratio of the greatest and the least number from which an axis is logarithmic.
    private static let ratio = 20.0

    /// - Parameter numbers: the parameter's values, which are finite.
    init(over numbers: [Double]) {
        self.numbers = numbers
        let (least, greatest) = (numbers.min() ?? 0, numbers.max() ?? 0)
        isLogarithmic = least > 0 && greatest >= Self.ratio * least
    }

    /// The axis with its ticks.
    var scale: Scale {
        if isLogarithmic, let scale = Scale.logarithmic(over: numbers, count: 4) { return scale }
        return Scale.exact(over: numbers, count: 5)
    }

    /// The axis from the least number to the greatest, without ticks.
    var exact: Scale { scale(ticks: []) }

    /// The same with a tick at each of the numbers.
    var swept: Scale { scale(ticks: numbers.sorted()) }

    private func scale(ticks: [Double]) -> Scale {
        let (least, greatest) = (numbers.min() ?? 0, numbers.max() ?? 0)
        guard least < greatest else {
            return Scale(domain: least - 0.5...least + 0.5, ticks: ticks, step: 1)
        }
        return Scale(
            domain: least...greatest, ticks: ticks, step: greatest - least, isLogarithmic: isLogarithmic)
    }
}
