import Diagnostics
import FoundationEssentials
import Notebooks
import Workflow

/// What the plans of a sweep have to tell besides the runs.
struct SweepFindings {
    /// The warnings, each once, in the order in which they were found.
    private(set) var warnings: [Diagnostic]

    /// The warnings about parameters on the command line, which are those of every setting.
    private(set) var argumentWarnings: ParameterOverrideProblem?

    /// The files that the runs read.
    private(set) var inputs: Set<String> = []

    private var known: Set<Diagnostic>

    /// Begins with the warnings of the sweep itself.
    init(_ warnings: [Diagnostic]) {
        self.warnings = warnings
        known = Set(warnings)
    }

    /// Adds those of a plan that reads some files.
    fileprivate mutating func add(_ plan: Plan, reading paths: [String]) {
        for warning in plan.warnings where known.insert(warning).inserted { warnings.append(warning) }
        argumentWarnings = argumentWarnings ?? plan.overrideWarnings
        inputs.formUnion(paths)
    }
}

/// Plans the settings of a sweep. Of each plan only that is kept which orders the runs.
struct SweepRoundPlanning {
    private let notebook: Notebook
    private let sweep: PlannedSweep
    private let settings: SweepSettings
    private let job: SweepJob
    private let origin: SweepOrigin
    private let traces = FileTraces()

    /// Settings that are planned between two reports of progress.
    private static let interval = 50

    /// Prepares the planning of a sweep.
    init(of notebook: Notebook, _ sweep: PlannedSweep, _ settings: SweepSettings, job: SweepJob) {
        self.notebook = notebook
        self.sweep = sweep
        self.settings = settings
        self.job = job
        // Another build of a version may write another report.
        let program = FileTraces().trace(of: "/proc/self/exe")?.hexadecimal ?? ""
        origin = SweepOrigin(
            of: notebook, registry: Program.registry,
            facts: job.facts + job.commandOptions + [
                Run.Fact("revision", job.revision.words), Run.Fact("program", program),
            ])
    }

    /// Plans all settings with one length, until a setting has mistakes, and some further ones.
    ///
    /// - Parameter reportShare: receives the share of the settings that are planned.
    /// - Throws: ``ParameterOverrideProblem`` for a parameter that the notebook cannot take.
    func round(
        with length: ParameterOverride?, _ mistakes: inout SettingMistakes, _ findings: inout SweepFindings,
        reportShare: (Double) -> Void
    ) throws -> SweepRound {
        let registry = Program.registry
        let files = job.files
        var (work, origins): ([[Int]], [ContentHash?]) = ([], [])
        for (place, setting) in settings.settings.enumerated() where mistakes.mayGoOn {
            if place.isMultiple(of: Self.interval) {
                reportShare(Double(place) / Double(settings.settings.count))
            }
            let looked = NotedPaths()
            let plan: Plan
            do {
                plan = try Plan(
                    for: notebook, registry: registry, overrides: sweep.overrides(of: setting, with: length),
                    files: files, dataDirectories: job.dataDirectories, reportLookup: looked.note)
            } catch let error as DiagnosticsError {
                mistakes.add(error.diagnostics, of: setting, with: length)
                continue
            }
            mistakes.addSound()
            let read = plan.readPaths(in: files)
            findings.add(plan, reading: read)
            let paths = Set(read + plan.readPlaces(in: files) + looked.all + [job.downloadDirectory])
            let whole = origin.ofSetting(
                plan, traces: Dictionary(uniqueKeysWithValues: paths.map { ($0, traces.trace(of: $0)) }))
            for seed in settings.seeds {
                work.append(plan.work(registry: registry, seed: seed))
                origins.append(whole.map { SweepOrigin.ofRun($0, seed: seed) })
            }
        }
        return SweepRound(length: length, work: work, origins: origins)
    }
}
