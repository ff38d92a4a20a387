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

    /// The work of each run, by its index.
    let work: [[Int]]

    /// What the files of each run follow from; `nil` where that is not known.
    let origins: [ContentHash?]

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
        let origin = SweepOrigin(
            of: notebook, registry: registry,
            facts: job.facts + job.commandOptions + [
                Run.Fact("revision", job.revision.words), Run.Fact("program", Self.program),
            ])
        let traces = FileTraces()
        let files = job.files
        var (work, origins): ([[Int]], [ContentHash?]) = ([], [])
        var mistakes = SettingMistakes()
        var inputs: Set<String> = []
        var warnings: [Diagnostic] = settings.warnings
        var known = Set(warnings)
        var argumentWarnings: ParameterOverrideProblem?
        for (place, setting) in settings.settings.enumerated() where mistakes.mayGoOn {
            if place.isMultiple(of: 100) {
                let share = Double(place) / Double(settings.settings.count)
                reportProgress(Progress("planning", fraction: share))
            }
            let looked = NotedPaths()
            let plan: Plan
            do {
                plan = try Plan(
                    for: notebook, registry: registry, overrides: sweep.fixed.overrides + setting.overrides,
                    files: files, dataDirectories: job.dataDirectories, reportLookup: looked.note)
            } catch let error as DiagnosticsError {
                mistakes.add(error.diagnostics, of: setting)
                continue
            }
            mistakes.addSound()
            for warning in plan.warnings where known.insert(warning).inserted { warnings.append(warning) }
            if place == 0 { argumentWarnings = plan.overrideWarnings }
            let read = plan.readPaths(in: files)
            inputs.formUnion(read)
            let paths = Set(read + plan.readPlaces(in: files) + looked.all + [job.downloadDirectory])
            let whole = origin.ofSetting(
                plan, traces: Dictionary(uniqueKeysWithValues: paths.map { ($0, traces.trace(of: $0)) }))
            for seed in settings.seeds {
                work.append(plan.work(registry: registry, seed: seed))
                origins.append(whole.map { SweepOrigin.ofRun($0, seed: seed) })
            }
        }
        if let problem = mistakes.problem(in: notebook.source) { throw problem }
        (self.work, self.origins) = (work, origins)
        self.inputs = inputs.sorted()
        self.warnings = warnings.inSourceOrder
        self.argumentWarnings = argumentWarnings
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
        return settings.seeds.count > 1 ? "\(setting), \(seed)" : setting.description
    }

    /// A run as a worker is given it.
    func assignment(of run: Int) -> SweepAssignment {
        let overrides = sweep.fixed.overrides + setting(of: run).overrides
        return SweepAssignment(
            index: run, parameters: overrides.map(\.name), texts: overrides.map(\.text),
            seed: seed(of: run), origin: origins[run])
    }

    /// The runs in the order in which they begin: every setting with the first seed, every one with the next.
    var order: [Int] {
        let seeds = settings.seeds.count
        return (0..<seeds).flatMap { seed in settings.settings.indices.map { $0 * seeds + seed } }
    }

    /// What the system tells of the program's own file: another build of a version may write another report.
    private static var program: String {
        FileTraces().trace(of: "/proc/self/exe")?.hexadecimal ?? ""
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
