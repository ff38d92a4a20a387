public import Diagnostics
public import Notebooks

/// All settings of a sweep, drawn before anything runs: each once, and with every seed.
///
/// ```swift
/// let sweep = try PlannedSweep(notebook.frontMatter.sweep, of: notebook)
/// let settings = try SweepSettings(of: sweep, in: notebook, registry: registry)
/// for setting in settings.settings {
///     for seed in settings.seeds {
///         let plan = try Plan(
///             for: notebook, registry: registry, overrides: sweep.fixed.overrides + setting.overrides,
///             seed: seed)
///     }
/// }
/// ```
public struct SweepSettings: Sendable {
    /// The settings, in order: of all combinations, the last parameter changes fastest; of draws, by their number.
    public let settings: [SweepSetting]

    /// The seeds with which each setting is run: the notebook's, the next, and so on.
    public let seeds: [UInt64]

    /// Warnings, in source order.
    public let warnings: [Diagnostic]

    /// The number of runs: settings times seeds.
    public var runCount: Int { settings.count * seeds.count }

    /// Draws the settings of a sweep.
    ///
    /// They follow from the sweep and the notebook's seed alone, whatever runs them.
    ///
    /// - Parameters:
    ///   - notebook: the notebook that declares the sweep.
    ///   - registry: the functions that conditions may call.
    /// - Throws: `DiagnosticsError` for a condition that is not true or false, that calls a step or that has no value in
    ///   one of the settings, and if no setting is left.
    public init(
        of sweep: PlannedSweep, in notebook: Notebook, registry: Registry
    ) throws(DiagnosticsError) {
        let seed = notebook.frontMatter.seed
        seeds = (0..<sweep.repeats).map { seed &+ UInt64($0) }
        let combinations = SweepCombinations(sweep, seed: seed)
        let names = sweep.axes.map(\.name)
        var conditions = SweepConditions(of: sweep, in: notebook, registry: registry)
        settings = combinations.rows.map { SweepSetting(names: names, values: $0) }
            .filter { !conditions.excludes($0) }
        var diagnostics = conditions.diagnostics
        if let shortfall = combinations.shortfall, let draws = sweep.draws {
            diagnostics.append(.fewSettings(shortfall.count, isAll: shortfall.isAll, of: draws))
        }
        if settings.isEmpty, conditions.diagnostics.isEmpty, let condition = sweep.exclusions.first {
            diagnostics.append(.nothingLeft(of: combinations.rows.count, at: condition.range))
        }
        // Of draws a condition may exclude none by chance.
        if sweep.draws == nil { diagnostics += conditions.idle.map { Diagnostic.excludesNothing(at: $0) } }
        guard !diagnostics.contains(where: { $0.severity == .error }) else {
            throw DiagnosticsError(diagnostics, in: notebook.source)
        }
        warnings = diagnostics.inSourceOrder
    }
}

extension Diagnostic {
    fileprivate static func fewSettings(_ count: Int, isAll: Bool, of draws: Located<Int>) -> Diagnostic {
        let (found, wanted) = (NumberText.grouped(count), NumberText.grouped(draws.value))
        return Diagnostic(
            .warning, id: "sweep.few-settings",
            isAll
                ? "there are only \(found) different settings, fewer than \(wanted)"
                : "only \(found) different settings were drawn, fewer than \(wanted)", at: draws.range,
            label: isAll ? "all of them are run" : "the others are unlikely")
    }

    fileprivate static func nothingLeft(of count: Int, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            id: "sweep.nothing-left",
            count == 1
                ? "the only setting is excluded" : "all \(NumberText.grouped(count)) settings are excluded",
            at: range, label: "settings that satisfy this are left out")
    }

    fileprivate static func excludesNothing(at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .warning, id: "sweep.exclude-nothing", "this condition excludes no setting", at: range)
    }
}
