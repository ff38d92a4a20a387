import FoundationEssentials
import Reporting
import Workflow

/// The runs of a sweep that are known so far, from an earlier sweep and from the records that workers write.
struct SweepRuns {
    private let plan: SweepPlan
    private let outputs: NotebookOutputs
    private var runs: [Int: SweepRun] = [:]

    /// The most bytes of a record.
    private static let mostRecord = 1 << 30

    /// Takes over the runs of an earlier sweep that have everything in common with those of this one.
    init(of plan: SweepPlan, in outputs: NotebookOutputs) {
        self.plan = plan
        self.outputs = outputs
        let known = KnownRuns(outputs.notes)
        for index in 0..<plan.count {
            guard let origin = plan.origins[index],
                let run = known.run(madeFrom: origin, index: index, setting: setting(of: index)),
                outputs.run(at: index).isInPlace(madeFrom: origin)
            else { continue }
            runs[index] = run
        }
    }

    /// The runs that are still to be done, in the order in which they begin.
    var open: [Int] { plan.order.filter { runs[$0] == nil } }

    /// All runs in order; those that were not begun are interrupted.
    var all: [SweepRun] { (0..<plan.count).map { runs[$0] ?? run(at: $0, .interrupted) } }

    /// The number of runs that are known.
    var count: Int { runs.count }

    /// Notes the end of a run.
    ///
    /// - Returns: the run.
    mutating func add(_ index: Int, _ end: SweepCrew.End) -> SweepRun {
        let run = run(at: index, endedBy: end)
        runs[index] = run
        return run
    }

    /// Notes the runs for the next sweep.
    func keep() {
        var known = KnownRuns()
        for (index, run) in runs { known.add(run, madeFrom: plan.origins[index]) }
        if let data = known.data { outputs.note(data) }
    }

    /// How the sweep ended: as the worst of its runs.
    var status: Run.Status {
        if runs.count < plan.count || runs.values.contains(where: { $0.outcome == .interrupted }) {
            return .interrupted
        }
        return runs.values.allSatisfy { $0.outcome == .ok } ? .ok : .failed
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
