import FoundationEssentials
import Reporting
import Workflow

/// The runs of a sweep that are known so far, from an earlier sweep and from the records that workers write.
struct SweepRuns {
    /// Whether rounds were not begun.
    var isCutShort = false

    /// The number of the array in Slurm that goes on without this program; `nil` if there is none.
    var leftArray: String?

    /// Whether a run came to its end with its worker.
    private(set) var hasLost = false

    private let plan: SweepPlan
    private let outputs: NotebookOutputs
    /// What the last sweep noted of its runs, and what the next one will find.
    private let known: KnownRuns
    private var notes = KnownRuns()
    private var round: SweepRound?
    private var runs: [Int: SweepRun] = [:]

    /// The most bytes of a record.
    private static let mostRecord = 1 << 30

    /// Makes runs of which none is known yet.
    init(of plan: SweepPlan, in outputs: NotebookOutputs) {
        self.plan = plan
        self.outputs = outputs
        known = KnownRuns(outputs.notes)
    }

    /// Begins a round, and takes over the runs of an earlier sweep that have everything in common with those of it.
    ///
    /// - Parameter places: the places of the settings that take part, ascending.
    /// - Returns: the runs that are still to be done, in the order in which they begin.
    mutating func begin(_ round: SweepRound, with places: [Int]) -> [Int] {
        self.round = round
        let order = plan.order(of: places)
        for index in order {
            let run = earlierRun(at: index, of: round)
            runs[index] = run
            if let run { notes.add(run, madeFrom: round.origins[index]) }
        }
        return order.filter { runs[$0] == nil }
    }

    /// Notes the end of a run.
    ///
    /// - Returns: the run.
    mutating func add(_ index: Int, _ end: SweepCrew.End) -> SweepRun {
        if case .died = end { hasLost = true }
        let run = run(at: index, endedBy: end)
        runs[index] = run
        notes.add(run, madeFrom: round?.origins[index])
        return run
    }

    /// The settings that the next round goes on with: the best ones of this round, ascending.
    ///
    /// - Parameters:
    ///   - count: how many.
    ///   - places: the places of the settings of this round, ascending.
    func best(_ count: Int, of places: [Int]) -> [Int] {
        let result = SweepResult(
            notebook: "", textHash: ContentHash(of: Data()), parameters: plan.sweep.axes.map(\.name),
            seeds: plan.settings.seeds, runs: plan.order(of: places).compactMap { runs[$0] })
        return result.ranking.prefix(count).map { places[$0] }.sorted()
    }

    /// All runs in order, each as in its last round; those that were not begun are interrupted.
    var all: [SweepRun] { (0..<plan.count).map { runs[$0] ?? run(at: $0, .interrupted) } }

    /// How the sweep ended: as the worst of its runs.
    var status: Run.Status {
        if isCutShort || runs.count < plan.count
            || runs.values.contains(where: { $0.outcome == .interrupted })
        {
            return .interrupted
        }
        return runs.values.allSatisfy { $0.outcome == .ok } ? .ok : .failed
    }

    /// Keeps the notes for the next sweep.
    func keep() {
        if let data = notes.data { outputs.note(data) }
    }

    private func earlierRun(at index: Int, of round: SweepRound) -> SweepRun? {
        guard let origin = round.origins[index],
            let run = known.run(madeFrom: origin, index: index, setting: setting(of: index))
        else { return nil }
        // A later round has put its files in the place of those of an earlier one.
        let origins = plan.rounds.drop { $0.origins[index] != origin }.compactMap { $0.origins[index] }
        return origins.contains(where: outputs.run(at: index).isInPlace) ? run : nil
    }

    private func run(at index: Int, endedBy end: SweepCrew.End) -> SweepRun {
        switch end {
        case .told(.recorded(let failure)):
            do {
                return try SweepRun(
                    index: index, setting: setting(of: index),
                    record: RegularFile.contents(
                        of: outputs.run(at: index).recordPath, limit: Self.mostRecord),
                    failure: failure)
            } catch {
                return run(at: index, .failed("its record cannot be read: \(error.words)"))
            }
        case .told(.interrupted): return run(at: index, .interrupted)
        case .told(.failed(let words)): return run(at: index, .failed(words))
        case .died(let words): return run(at: index, .failed("its worker came to its end: \(words)"))
        }
    }

    private func run(at index: Int, _ outcome: SweepRun.Outcome) -> SweepRun {
        SweepRun(
            index: index, setting: setting(of: index), seed: plan.seed(of: index), outcome: outcome)
    }

    private func setting(of index: Int) -> [SweptValue] {
        let setting = plan.setting(of: index)
        return zip(setting.names, setting.values).map { SweptValue(name: $0, value: $1) }
    }
}
