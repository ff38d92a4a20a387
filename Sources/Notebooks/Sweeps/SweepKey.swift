/// The settings of the front matter that declare a sweep; they stand beside one another.
enum SweepKey: String, CaseIterable {
    case sweep, `repeat`, random, zip, exclude, halve

    /// What its value is, in words.
    var expectation: String {
        switch self {
        case .sweep: "lines 'parameter: [values]', indented"
        case .repeat, .random: "a whole number from 1"
        case .zip: "a list of parameters, [a, b], or a list of such lists"
        case .exclude: "a condition, or a list of conditions"
        case .halve: "{parameter: name, from: number, by: number}"
        }
    }
}
