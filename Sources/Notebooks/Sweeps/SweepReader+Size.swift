package import Diagnostics

extension SweepReader {
    /// Checks that there are draws if and only if there are ranges.
    mutating func checkDraws() {
        let ranged = declaration.axes.first { if case .span = $0.values { true } else { false } }
        if let ranged, entries[.random] == nil { report(.rangeWithoutDraws(ranged.name)) }
        if ranged == nil, brokenAxes.isEmpty, let draws = declaration.draws {
            report(.drawsWithoutRange(at: draws.range))
        }
    }

    /// Checks that there are not too many runs, and a seed for each repeat.
    mutating func checkSize() {
        let repeats = declaration.repeats?.value ?? 1
        let overflows = frontMatter.seed.addingReportingOverflow(UInt64(repeats - 1)).overflow
        if let range = declaration.repeats?.range, overflows {
            report(.tooFewSeeds(repeats, from: frontMatter.seed, at: range))
        }
        let groups = SweepGroups(
            of: declaration.axes.map(\.name.text), zips: declaration.zips.map { $0.map(\.text) })
        let counts = declaration.axes.map { axis -> Int? in
            if case .list(let values) = axis.values { values.count } else { nil }
        }
        let settings = declaration.draws?.value ?? groups.combinations(of: counts)
        // Ranges without draws were reported; what is left is a number that is too large.
        if settings == nil, counts.contains(nil) { return }
        let (runs, isHuge) = (settings ?? .max).multipliedReportingOverflow(by: repeats)
        guard settings == nil || isHuge || runs > SweepDeclaration.mostRuns else { return }
        let isRepeated = settings.map { $0 <= SweepDeclaration.mostRuns } ?? false
        let range =
            (isRepeated ? declaration.repeats?.range : nil) ?? declaration.draws?.range
            ?? entries[.sweep]?.range
        guard let range else { return }
        report(.tooManyRuns(settings, repeats, runs: settings == nil || isHuge ? nil : runs, at: range))
    }
}

extension Diagnostic {
    fileprivate static func rangeWithoutDraws(_ name: Name) -> Diagnostic {
        Diagnostic(
            id: "sweep.range-without-random", "'\(name.text)' has a range, from which only 'random' draws",
            at: name.range, label: "add a line 'random: 20' for 20 settings",
            notes: [Note("without 'random' all values are listed: [a, b, c]")])
    }

    fileprivate static func drawsWithoutRange(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.random-without-range", "'random' draws from ranges, and no parameter has one",
            at: range,
            label: "leave it out to run all combinations",
            notes: [Note("a range is {from: 0.0001, to: 0.1, scale: log} or {from: 1, to: 8}")])
    }

    /// A number of repeats for which the seeds do not suffice.
    package static func tooFewSeeds(
        _ repeats: Int, from seed: UInt64, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "sweep.seeds", "there are no \(repeats) seeds from \(seed) on", at: range,
            label: "the largest is \(UInt64.max)")
    }

    private static func described(_ settings: Int, _ repeats: Int) -> String {
        (settings == 1 ? "1 setting" : "\(settings) settings")
            + (repeats == 1 ? "" : ", \(repeats) times each")
    }

    fileprivate static func tooManyRuns(
        _ settings: Int?, _ repeats: Int, runs: Int?, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            id: "sweep.size",
            "a sweep has at most \(SweepDeclaration.mostRuns) runs, and this has \(runs.map { "\($0)" } ?? "far more")",
            at: range, label: settings.map { described($0, repeats) })
    }
}
