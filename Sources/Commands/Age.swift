import ArgumentParser

/// A duration with a unit: `30d`, `12h`, `2w`.
struct Age: Sendable {
    let seconds: Double

    private static let units: [Character: Double] = ["h": 3600, "d": 86_400, "w": 604_800]

    /// Reads a number and its unit.
    ///
    /// - Throws: `ValidationError` that says how durations are written.
    init(argument: String) throws(ValidationError) {
        guard let last = argument.last, let unit = Self.units[last],
            let number = Double(argument.dropLast().filter { $0 != " " }), number >= 0, number < 100_000
        else { throw ValidationError("give hours, days or weeks, such as '12h', '30d' or '2w'") }
        seconds = number * unit
    }
}
