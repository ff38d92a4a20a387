import FoundationEssentials
import Glibc
import Notebooks
import Workflow

/// The execution of a planned sweep, on this machine or a cluster.
struct SweepExecution {
    /// Where runs are done.
    enum Place {
        /// Here, in so many processes.
        case here(jobs: Int)
        /// By Slurm.
        case slurm(SlurmOrder)
    }

    let plan: SweepPlan
    let job: SweepJob
    let place: Place
    let isQuiet: Bool

    /// Does all runs, round by round, until they have ended or the user stops it.
    ///
    /// - Parameters:
    ///   - staged: the place for the sweep's files, which keeps the job for the workers.
    ///   - cancellation: the user's request to stop.
    /// - Throws: ``WorldProblem`` if no worker can be started, or no array submitted; what is done is kept.
    func run(in staged: StagedOutputs, _ cancellation: Cancellation) throws -> SweepRuns {
        // Held until all runs have ended, so that no other run's limit removes what they need.
        let pin = job.cache?.pinned()
        defer { withExtendedLifetime(pin) {} }
        let path = try keepJob(in: staged)
        // A worker that is gone is noticed by the end of its output.
        signal(SIGPIPE, SIG_IGN)
        defer { signal(SIGPIPE, SIG_DFL) }
        var runs = SweepRuns(of: plan, in: job.outputs)
        var places = Array(plan.settings.settings.indices)
        for (number, round) in plan.rounds.enumerated() {
            if number > 0, let halving = plan.sweep.halving {
                places = runs.best(halving.survivors(of: places.count), of: places)
            }
            let isDone = try self.run(round, of: places, &runs, path, cancellation)
            // A sweep that is killed in a later round knows the earlier ones.
            runs.keep()
            guard isDone else {
                runs.isCutShort = number + 1 < plan.rounds.count
                break
            }
        }
        if case .slurm = place, runs.leftArray == nil {
            job.outputs.removeAbandonedRuns()
            // What elements printed of runs that came to an end with them is there to be looked at.
            if !runs.hasLost { job.outputs.arrays.removeAll() }
        }
        return runs
    }

    private func keepJob(in staged: StagedOutputs) throws(WorldProblem) -> String {
        do throws(OutputProblem) {
            return try staged.keep(job: MessageLines.line(job))
        } catch {
            throw WorldProblem(error.description)
        }
    }

    /// - Returns: whether all runs of the round have ended.
    private func run(
        _ round: SweepRound, of places: [Int], _ runs: inout SweepRuns, _ path: String,
        _ cancellation: Cancellation
    ) throws -> Bool {
        let open = runs.begin(round, with: places)
        let count = places.count * plan.settings.seeds.count
        let display = SweepDisplay(of: plan, round, count: count, known: count - open.count, isQuiet: isQuiet)
        defer { display.erase() }
        var found = runs
        let handle = { (event: SweepCrew.Event) in
            switch event {
            case .began(let run, let seat): display.begin(run, at: seat)
            case .working(let seat, let words, let fraction): display.show(words, fraction, at: seat)
            case .ended(let run, let seat, let end): display.end(found.add(run, end), at: seat)
            case .warned(let message): display.warn(message)
            case .left(let seat): display.leave(seat)
            case .noted(let words): display.note(words)
            case .waited: display.wait()
            }
        }
        do {
            switch place {
            case .here(let jobs):
                try SweepCrew(
                    for: open, in: round, of: plan, job: path, size: jobs, cancellation: cancellation,
                    handle: handle
                ).work()
            case .slurm(let order):
                let arrays = try job.outputs.makeArrays(ofRound: round.length?.text)
                found.leftArray = try SlurmCrew(
                    for: open, in: round, of: plan, job: job, order, arrays: arrays,
                    cancellation: cancellation, handle: handle
                ).work()
            }
        } catch {
            found.keep()
            throw error
        }
        runs = found
        return !cancellation.isRequested
    }
}
