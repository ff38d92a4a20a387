extension SweepResult {
    /// How each other setting differs from one, in the order of the settings; empty if there is no measure.
    ///
    /// - Parameter reference: the place of the setting to compare with, 0-based.
    package func differences(from reference: Int) -> [SettingDifference] {
        settings.indices.filter { $0 != reference }.compactMap { difference(of: $0, from: reference) }
    }

    /// How a setting differs from another one; `nil` if there is no measure.
    ///
    /// Runs are paired by seed. Two or more pairs are tested by a paired t test; of a single one, the two networks are
    /// compared on the images that both evaluated, by McNemar's test.
    ///
    /// - Parameters:
    ///   - setting: the place of the setting, 0-based.
    ///   - reference: the place of the setting to compare with, 0-based.
    package func difference(of setting: Int, from reference: Int) -> SettingDifference? {
        guard let measure else { return nil }
        let others = Dictionary(settings[reference].measurements.map { ($0.seed, $0.value) }) { first, _ in
            first
        }
        let pairs = settings[setting].measurements.compactMap { measurement in
            others[measurement.seed].map { (seed: measurement.seed, own: measurement.value, other: $0) }
        }
        let paired = PairedDifference(of: pairs.map(\.own), and: pairs.map(\.other))
        let mean = paired?.differences.mean ?? 0
        return SettingDifference(
            setting: setting, reference: reference, seeds: pairs.map(\.seed), paired: paired,
            isBetter: mean == 0 ? nil : measure.direction.prefers(mean, to: 0),
            test: test(setting, reference, seeds: pairs.map(\.seed)))
    }

    private func test(_ setting: Int, _ reference: Int, seeds: [UInt64]) -> SettingDifference.Test {
        guard let seed = seeds.first else { return .untested }
        guard seeds.count == 1 else { return .pairedT }
        guard let own = runs(of: setting).first(where: { $0.seed == seed }),
            let other = runs(of: reference).first(where: { $0.seed == seed })
        else { return .untested }
        let comparisons = own.mistakes.keys.sorted().compactMap { name in
            other.mistakes[name].flatMap { own.mistakes[name]?.comparison(with: $0) }.map { (name, $0) }
        }
        // The evaluation that the measure belongs to, if there are several.
        let chosen = comparisons.first { measure?.name.hasPrefix("\($0.0).") == true } ?? comparisons.first
        return chosen.map { .mcNemar($0.1, evaluation: $0.0) } ?? .untested
    }
}
