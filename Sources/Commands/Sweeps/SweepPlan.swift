import Diagnostics
import FoundationEssentials
import Notebooks
import Workflow

/// All runs of a sweep, planned before the first one begins. Of each plan only that is kept which orders the runs.
struct SweepPlan {
    /// The sweep.
    let sweep: PlannedSweep

    /// The settings and the seeds of each.
    let settings: SweepSettings

    /// The rounds of successive halving; a single one without it.
    let rounds: [SweepRound]

    /// The warnings of all plans, in source order, each once.
    let warnings: [Diagnostic]

    /// The warnings about parameters on the command line.
    let argumentWarnings: ParameterOverrideProblem?

    /// The files that the runs read.
    let inputs: [String]

    /// Plans every setting.
    ///
    /// - Parameters:
    ///   - job: what the workers will be given.
    ///   - overrides: the parameters given on the command line.
    ///   - repeats: the number of seeds given on the command line.
    ///   - reportProgress: receives the number of settings that are planned.
    /// - Throws: `DiagnosticsError` with the mistakes of the notebook, or of settings, which it names;
    ///   ``ParameterOverrideProblem`` for parameters that the notebook cannot take.
    init(
        of notebook: Notebook, job: SweepJob, overrides: [ParameterOverride], repeats: Int?,
        reportProgress: @escaping @Sendable (Progress) -> Void
    ) throws {
        let registry = Program.registry
        try notebook.checkSyntax()
        sweep = try PlannedSweep(
            notebook.frontMatter.sweep, of: notebook, overrides: overrides,
            repeats: repeats)
        settings = try SweepSettings(of: sweep, in: notebook, registry: registry)
        let planning = SweepRoundPlanning(of: notebook, sweep, settings, job: job)
        var mistakes = SettingMistakes()
        var findings = SweepFindings(settings.warnings)
        let lengths = sweep.lengths(in: notebook)
        var rounds: [SweepRound] = []
        for (number, length) in lengths.enumerated() {
            rounds.append(
                try planning.round(with: length, &mistakes, &findings) { share in
                    let whole = (Double(number) + share) / Double(lengths.count)
                    reportProgress(Progress("planning", fraction: whole))
                })
        }
        if let problem = mistakes.problem(in: notebook.source) { throw problem }
        self.rounds = rounds
        inputs = findings.inputs.sorted()
        warnings = findings.warnings.inSourceOrder
        argumentWarnings = findings.argumentWarnings
    }

    /// The number of runs.
    var count: Int { settings.runCount }

    /// The setting of a run.
    func setting(of run: Int) -> SweepSetting { settings.settings[run / settings.seeds.count] }

    /// The seed of a run.
    func seed(of run: Int) -> UInt64 { settings.seeds[run % settings.seeds.count] }

    /// A run in words: `learningRate=0.01, seed 3`.
    func words(of run: Int) -> String {
        let setting = setting(of: run)
        let seed = "seed \(seed(of: run))"
        if setting.names.isEmpty { return seed }
        let words = setting.description.madeVisible
        return settings.seeds.count > 1 ? "\(words), \(seed)" : words
    }

    /// A run as a worker is given it.
    func assignment(of run: Int, in round: SweepRound) -> SweepAssignment {
        let overrides = sweep.overrides(of: setting(of: run), with: round.length)
        return SweepAssignment(
            index: run, parameters: overrides.map(\.name), texts: overrides.map(\.text),
            seed: seed(of: run), origin: round.origins[run])
    }

    /// The runs of settings in the order in which they begin: every setting with the first seed, every one with the next.
    func order(of places: [Int]) -> [Int] {
        let seeds = settings.seeds.count
        return (0..<seeds).flatMap { seed in places.map { $0 * seeds + seed } }
    }
}

extension Notebook {
    /// Checks that it could be read, so that a mistake in it is not one of its first setting.
    ///
    /// - Throws: `DiagnosticsError` if it has mistakes.
    fileprivate func checkSyntax() throws {
        guard diagnostics.contains(where: { $0.severity == .error }) else { return }
        throw DiagnosticsError(diagnostics, in: source)
    }
}
