import Figures
import Workflow

/// One axis of parallel coordinates: a parameter, or the measure.
struct ParallelAxis {
    /// The name under the axis.
    let name: String
    /// The labels of its ends.
    let low: String
    let high: String
    /// The labels between them, of a few names, and their positions.
    let inner: [(words: String, position: Double)]
    private let scale: Scale
    /// The places of values that are no numbers; `nil` for an axis of numbers.
    private let places: [Value: Int]?
    /// Whether it is that of the measure.
    private let isMeasure: Bool

    /// The maximum number of names that are all labelled.
    private static let mostNames = 6

    /// The axis of a parameter.
    init(of effect: ParameterEffect) {
        let values = effect.levels.map(\.value)
        let numbers = values.compactMap(\.number).filter(\.isFinite)
        name = effect.parameter
        low = Self.label(values.first)
        high = Self.label(values.last)
        isMeasure = false
        if numbers.count == values.count {
            scale = ParameterScale(over: numbers).exact
            places = nil
            inner = []
        } else {
            let last = Double(max(values.count - 1, 1))
            scale = Scale(domain: 0...last, ticks: [], step: 1)
            places = Dictionary(values.enumerated().map { ($1, $0) }) { first, _ in first }
            inner =
                values.count > Self.mostNames
                ? []
                : values.enumerated().dropFirst().dropLast().map { place, value in
                    (words: Self.label(value), position: Double(place) / last)
                }
        }
    }

    /// The axis of the measure.
    init(name: String, of means: [Double], text: MeasureText) {
        self.name = name
        scale = ParameterScale(over: means).exact
        low = text.value(means.min() ?? 0)
        high = text.value(means.max() ?? 0)
        places = nil
        inner = []
        isMeasure = true
    }

    /// The label of an end, short enough to stand beside others.
    private static func label(_ value: Value?) -> String {
        guard let value else { return "" }
        return value.number.map { MeasureText.rounded($0, digits: 3) } ?? value.inTable
    }

    /// The axis and what it reaches over, in words.
    var words: String {
        let between = inner.map(\.words)
        return between.isEmpty
            ? "\(name) from \(low) to \(high)"
            : "\(name) with \(([low] + between + [high]).joined(separator: ", "))"
    }

    /// Where a setting's line meets the axis, from its lower end, 0, to the upper one, 1.
    func position(of setting: SettingSummary) -> Double {
        if isMeasure { return scale.position(of: setting.summary?.mean ?? 0) }
        guard let value = setting.setting.first(where: { $0.name == name })?.value else { return 0 }
        if let places { return scale.position(of: Double(places[value] ?? 0)) }
        return scale.position(of: value.number ?? 0)
    }
}
