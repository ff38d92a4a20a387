import Workflow

/// What the table shows of a setting.
struct SettingRow {
    let setting: SettingSummary
    /// The place by the measure, from 1; `nil` without one.
    let rank: Int?
    /// The runs, in order.
    let runs: [SweepRun]
    /// The curve that settings are ranked by.
    let curve: CurveSummary?
    /// How it differs from the best setting; `nil` for that one.
    let difference: SettingDifference?
    let isBest: Bool

    /// The rows of all settings, the best first.
    static func all(of result: SweepResult) -> [SettingRow] {
        let best = result.best?.index
        return result.ranking.enumerated().map { place, index in
            let setting = result.settings[index]
            return SettingRow(
                setting: setting, rank: setting.summary == nil ? nil : place + 1,
                runs: result.runs(of: index), curve: result.rankedCurve(in: index),
                difference: index == best ? nil : best.flatMap { result.difference(of: index, from: $0) },
                isBest: index == best)
        }
    }

    /// The measure for each seed of the sweep, for the page's script: exact numbers, `-` for none.
    func values(for seeds: [UInt64]) -> String {
        let values = Dictionary(setting.measurements.map { ($0.seed, $0.value) }) { first, _ in first }
        return seeds.map { values[$0].map(\.description) ?? "-" }.joined(separator: " ")
    }

    /// What went wrong, in words; empty if nothing did.
    var faults: String {
        [(setting.failures.count, "failed"), (setting.interrupted, "not run"), (setting.unmet, "unmet")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}

extension SettingDifference {
    /// The test, in a few words; the page's script writes others in the same way.
    var shortTest: String {
        switch test {
        case .pairedT: "t, \(seeds.count) pairs"
        case .mcNemar(let test, _): test.method == .exact ? "McNemar, exact" : "McNemar, χ²"
        case .untested: "none"
        }
    }
}
