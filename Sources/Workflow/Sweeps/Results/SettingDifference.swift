/// How a setting differs from another one, the row that a reader compares with, in the measure that settings are ranked
/// by.
package struct SettingDifference: Sendable, Hashable {
    /// How it was tested whether the difference is one by chance.
    package enum Test: Sendable, Hashable {
        /// By Student's t test of the pairs of runs with the same seed.
        case pairedT
        /// By McNemar's test of the images of this evaluation, for a single pair of trainings. It says whether these two
        /// networks differ, not whether other seeds would give the same.
        case mcNemar(McNemarTest, evaluation: String)
        /// Not at all.
        case untested
    }

    /// The place of the setting, 0-based.
    package let setting: Int

    /// The place of the setting that it is compared with.
    package let reference: Int

    /// The seeds for which both have the measure, in the order of the setting's runs.
    package let seeds: [UInt64]

    /// The differences by seed, setting minus reference; `nil` without a common seed.
    package let paired: PairedDifference?

    /// Whether the mean difference is an improvement; `nil` if there is none, or it is 0.
    package let isBetter: Bool?

    /// How it was tested.
    package let test: Test

    /// The probability of a difference at least as large if there were none, two-sided, 0…1; `nil` without a test.
    package var pValue: Double? {
        switch test {
        case .pairedT: paired?.pValue
        case .mcNemar(let test, _): test.pValue
        case .untested: nil
        }
    }

    /// Which test it is, and why this one, for the reader.
    package var explanation: String {
        switch test {
        case .pairedT: "Student's t test of the differences of \(seeds.count) seeds that both settings have"
        case .mcNemar(let test, let evaluation):
            "\(test.method.words) on the images of '\(evaluation)', since both settings have one seed in common: "
                + "it compares these two networks, not the settings"
        case .untested where seeds.isEmpty: "no test, since the settings have no seed in common"
        case .untested:
            "no test, since the settings have one seed in common and no evaluation that lists all of its mistakes"
        }
    }
}
