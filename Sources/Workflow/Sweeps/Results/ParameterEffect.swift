/// The effect of one parameter: the settings' measure by the parameter's value, whatever the other parameters.
package struct ParameterEffect: Sendable, Hashable {
    /// The settings that share a value of the parameter.
    package struct Level: Sendable, Hashable {
        /// The value.
        package let value: Value
        /// The settings' means of the measure, each setting with the same weight. Its interval says nothing, since the
        /// settings were chosen and not drawn.
        package let settings: SampleSummary
    }

    /// The parameter's name.
    package let parameter: String

    /// The values that at least one setting with the measure has: numbers ascending, then others in the order in which
    /// the sweep has them.
    package let levels: [Level]

    /// Whether each value meets the same settings of the other parameters, so that their means differ by this parameter
    /// alone; not so if settings were drawn, excluded, or failed.
    package let isBalanced: Bool

    /// Collects the effect of a parameter.
    ///
    /// - Parameters:
    ///   - parameter: its name.
    ///   - settings: the settings of the sweep, of which those without the measure are left out.
    init(of parameter: String, in settings: [SettingSummary]) {
        self.parameter = parameter
        var values: [Value] = []
        var means: [Value: [Double]] = [:]
        var others: [Value: Set<[SweptValue]>] = [:]
        for setting in settings {
            guard let mean = setting.summary?.mean,
                let value = setting.setting.first(where: { $0.name == parameter })?.value
            else { continue }
            if means[value] == nil { values.append(value) }
            means[value, default: []].append(mean)
            others[value, default: []].insert(setting.setting.filter { $0.name != parameter })
        }
        let numbers = values.compactMap { value in value.number.map { (value, $0) } }
        let ordered = numbers.sorted { $0.1 < $1.1 }.map(\.0) + values.filter { $0.number == nil }
        levels = ordered.compactMap { value in
            SampleSummary(of: means[value] ?? []).map { Level(value: value, settings: $0) }
        }
        isBalanced = Set(values.map { others[$0] ?? [] }).count <= 1
    }
}
