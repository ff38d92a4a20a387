import Figures
import Workflow

/// The names of a sweep's settings, by the values of their parameters.
struct SettingNames {
    private let result: SweepResult

    /// The number of characters of a name that fit beside a curve.
    private static let shortName = 16

    init(of result: SweepResult) { self.result = result }

    /// The values with their parameters' names: `rate 0.01, batch 32`.
    func words(_ setting: SettingSummary) -> String {
        setting.setting.isEmpty
            ? "setting \(setting.index + 1)"
            : setting.setting.map { "\($0.name) \($0.value.inTable)" }.joined(separator: ", ")
    }

    /// Names for the legend of a chart, one for each setting: the values alone, or the settings' numbers if values are
    /// long or look the same.
    func short(_ settings: [SettingSummary]) -> [String] {
        let names = settings.map { $0.setting.map(\.value.inTable).joined(separator: ", ") }
        let fits = names.allSatisfy { !$0.isEmpty && $0.count <= Self.shortName }
        return fits && Set(names).count == names.count ? names : settings.map { "setting \($0.index + 1)" }
    }

    /// What the names of ``short(_:)`` are, in words.
    func explanation(_ settings: [SettingSummary]) -> String {
        short(settings).first?.hasPrefix("setting ") == true
            ? "Settings are named by their numbers in the table."
            : "Settings are named by their \(result.parameters.joined(separator: ", "))."
    }
}

extension Value {
    /// The value of a parameter as the page shows it, in at most six significant digits.
    var inTable: String {
        switch self {
        case .integer(let number): Table.Cell.integer(number).shownText
        case .float(let number): Table.Cell.number(number).shownText
        case .nothing: "–"
        default: text
        }
    }
}
