import Glibc
import Workflow

/// A value of two runs side by side.
struct Metric: Sendable, Hashable {
    /// The second run's value compared with the first one's.
    enum Verdict: String, Sendable, Hashable {
        case better
        case worse
        case same
        case other
    }

    /// The value's name: `result.accuracy`.
    let name: String
    /// The value in the first run; `nil` if it has none.
    let first: RunRecord.Value?
    /// The value in the second run.
    let second: RunRecord.Value?

    /// Whether a summary names it before others: the measures that everyone looks at first.
    var isLeading: Bool {
        ["accuracy", "correct", "loss", "errors"].contains(name.split(separator: ".").last.map(String.init))
    }

    /// How the second value compares with the first.
    var verdict: Verdict {
        guard first != second else { return .same }
        guard let first = first?.number, let second = second?.number, first != second,
            let direction = MeasureDirection(ofMeasure: name)
        else { return .other }
        return direction.prefers(second, to: first) ? .better : .worse
    }

    /// A value in words.
    func text(_ value: RunRecord.Value?) -> String {
        // JSON gives a share of exactly 1 as an integer.
        if isShare, let share = value?.number { return NumberText.percent(share, decimals: 2).withMinus }
        return switch value {
        case nil, .nothing: "–"
        case .boolean(let flag): Value.boolean(flag).text
        case .integer(let number): NumberText.grouped(number).withMinus
        case .number(let number): NumberText.short(number).withPowerOfTen.withMinus
        case .text(let text): text
        }
    }

    /// The difference of the second value, in words; empty if there is none.
    var difference: String {
        guard let first = first?.number, let second = second?.number, first != second else { return "" }
        let difference = second - first
        let sign = difference > 0 ? "+" : "\u{2212}"
        let size = abs(difference)
        if isShare { return "\(sign)\(NumberText.fixed(size * 100, decimals: 2)) points" }
        if size == size.rounded(), let whole = Int(exactly: size) { return sign + NumberText.grouped(whole) }
        return sign + NumberText.short(Self.rounded(size)).withPowerOfTen
    }

    /// Whether it is shown in percent.
    private var isShare: Bool {
        let shares = [
            "accuracy", "accuracyLow", "accuracyHigh", "top3Accuracy", "top5Accuracy", "balancedAccuracy",
        ]
        guard let last = name.split(separator: ".").last, shares.contains(String(last)) else { return false }
        return [first, second].allSatisfy { $0?.number.map { (0...1).contains($0) } ?? true }
    }

    /// Three significant digits of a difference are enough; more would be noise.
    private static func rounded(_ number: Double) -> Double {
        guard number.isFinite, number > 0 else { return number }
        let unit = pow(10, (log10(number)).rounded(.down) - 2)
        return unit > 0 ? (number / unit).rounded() * unit : number
    }
}

extension Metric {
    /// The values of two runs by name.
    static func pairs(
        of first: [String: RunRecord.Value], and second: [String: RunRecord.Value]
    ) -> [Metric] {
        Set(first.keys).union(second.keys).sorted().map {
            Metric(name: $0, first: first[$0], second: second[$0])
        }
    }
}
