import Diagnostics
import FoundationEssentials
import Glibc
import Workflow

/// The runs of a sweep as elements of arrays in Slurm: submits them, finds those that an earlier command has submitted, and
/// notes how runs end.
///
/// What is done stands in a shared folder; Slurm tells who is alive. So nothing is lost if this program ends: the next one
/// finds the array. A wave's runs that have not ended when all of its elements are over make another wave.
final class SlurmCrew {
    private let plan: SweepPlan
    private let round: SweepRound
    private let job: SweepJob
    private let order: SlurmOrder
    private let arrays: SharedFolder
    private let cancellation: Cancellation
    private let handle: (SweepCrew.Event) -> Void
    private var pending: [Int]
    /// The number of times that each run was given up without anything gained, and at all.
    private var attempts: [Int: Int] = [:]
    private var waves: [Int: Int] = [:]

    /// The most times that a run may be given up without anything gained.
    private static let mostAttempts = 3
    /// The most times that a run may be given up: what is gained may not be kept, as in a cache without room.
    private static let mostWaves = 100
    /// Looks for an array that may have been submitted, the time between them, and how many times it must be denied.
    private static let looks = 40
    private static let pause: UInt32 = 1_500_000
    private static let mostDenials = 4
    /// The most times that a wave is submitted of which Slurm then knows nothing.
    private static let mostSubmissions = 3

    /// Makes a crew.
    ///
    /// - Parameters:
    ///   - runs: the indices of the runs to be done, in order.
    ///   - order: how arrays are submitted.
    ///   - arrays: the shared folder of the sweep's arrays.
    ///   - cancellation: the request to leave, which leaves the array alone.
    ///   - handle: receives what happens.
    init(
        for runs: [Int], in round: SweepRound, of plan: SweepPlan, job: SweepJob, _ order: SlurmOrder,
        arrays: SharedFolder, cancellation: Cancellation, handle: @escaping (SweepCrew.Event) -> Void
    ) {
        self.plan = plan
        self.round = round
        self.job = job
        self.order = order
        self.arrays = arrays
        self.cancellation = cancellation
        self.handle = handle
        pending = runs
    }

    /// Does the runs, until all have ended or the user leaves.
    ///
    /// - Returns: the number of the array that goes on without this program; `nil` if all runs have ended.
    /// - Throws: ``WorldProblem`` if Slurm refuses an array, or the shared folder cannot be used; what is done is kept.
    func work() throws(WorldProblem) -> String? {
        takeEarlier(from: try allWaves().dropLast())
        var found = pending.isEmpty ? nil : try living()
        while !pending.isEmpty, !cancellation.isRequested {
            // Autoclosures have no typed errors.
            let (wave, number) = if let found { found } else { try submitted() }
            found = nil
            var watch = try WaveWatch(wave, number: number, order: order, outputs: job.outputs)
            while !watch.isOver {
                for event in watch.look() { take(event) }
                handle(.waited)
                if cancellation.isRequested { return number }
                if !watch.isOver { usleep(watch.pause) }
            }
            for warning in watch.warnings { handle(.warned(warning)) }
            settle(watch.leftOver())
            order.slurm.cancel(watch.idle, of: number)
        }
        return nil
    }

    private func take(_ event: WaveWatch.Event) {
        switch event {
        case .began(let run, let element): handle(.began(run: run, seat: element))
        case .working(let element, let words, let fraction):
            handle(.working(seat: element, words: words, fraction: fraction))
        case .ended(let run, let element, let outcome): end(run, at: element, .told(outcome))
        case .noted(let words): handle(.noted(words))
        }
    }

    private func end(_ run: Int, at element: Int, _ end: SweepCrew.End) {
        guard let place = pending.firstIndex(of: run) else { return }
        pending.remove(at: place)
        handle(.ended(run: run, seat: element, end))
    }

    /// Takes over runs that elements of earlier waves have done; the ones that failed are tried again.
    private func takeEarlier(from waves: some Sequence<SweepWave>) {
        let open = Set(pending)
        for wave in waves.reversed() {
            for name in (try? wave.ended.names()) ?? [] {
                guard let run = Int(name), open.contains(run), let origin = round.origins[run],
                    let note = try? wave.ended.read(name, limit: EndNote.most).flatMap(EndNote.init),
                    note.origin == origin, case .recorded(failure: nil) = note.outcome,
                    note.isVerified(at: job.outputs.run(at: run).recordPath)
                else { continue }
                end(run, at: 0, .told(note.outcome))
            }
        }
    }

    /// The newest wave, if an earlier command has submitted it, its elements are alive, and they do what is to be done now.
    ///
    /// - Throws: ``WorldProblem`` if they do something else.
    private func living() throws(WorldProblem) -> (SweepWave, String)? {
        guard let wave = try allWaves().last, let number = try number(of: wave) else { return nil }
        let mayBeAlive = WaveWatch.mayBeAlive(number: number, of: order.slurm)
        if isOfThisSweep(wave) {
            // What its elements have noted is of this sweep, whether they are alive or not.
            if mayBeAlive {
                handle(.noted("array \(number) was submitted before and is found"))
                return (wave, number)
            }
            takeEarlier(from: [wave])
            return nil
        }
        guard mayBeAlive else { return nil }
        throw WorldProblem(
            "array \(number), submitted for another form of this sweep, is still at work: end it by 'scancel \(number)' or wait for its end, and start the sweep again"
        )
    }

    /// Whether a wave does what is to be done now. What it reads may have changed: then its notes do not count.
    private func isOfThisSweep(_ wave: SweepWave) -> Bool {
        guard let other = try? SweepJob.read(wave.jobPath), other.isSameWork(as: job),
            let elements = try? wave.elements()
        else { return false }
        return elements.joined().allSatisfy { assignment in
            (0..<plan.count).contains(assignment.index)
                && plan.assignment(of: assignment.index, in: round).isSameRun(as: assignment)
        }
    }

    /// The number of a wave's array: what was noted, or what Slurm knows by its name, where the command that submitted it
    /// was killed in between, or did not hear the answer.
    ///
    /// - Throws: ``WorldProblem`` if Slurm does not say, or the user leaves before it does.
    private func number(of wave: SweepWave) throws(WorldProblem) -> String? {
        if let number = wave.arrayNumber { return number }
        guard let name = wave.name else { return nil }
        var denials = 0
        for _ in 0..<Self.looks {
            switch order.slurm.lookUp(name) {
            case .found(let number):
                try? wave.note(arrayNumber: number)
                return number
            case .none: denials += 1
            case .silence: denials = 0
            }
            if denials >= Self.mostDenials { return nil }
            guard !cancellation.isRequested else { break }
            usleep(Self.pause)
        }
        throw WorldProblem(
            "Slurm does not say whether it has taken the array; the same command again finds it if so")
    }

    private func submitted() throws(WorldProblem) -> (SweepWave, String) {
        let elements = order.elements(of: pending).map { $0.map { plan.assignment(of: $0, in: round) } }
        let name = "stepbook-" + String(UInt64.random(in: 0 ... .max), radix: 16)
        guard let wave = try added(elements, named: name) else {
            throw WorldProblem(
                "another 'sweep' has just submitted this sweep; start this one again to watch it too")
        }
        for _ in 0..<Self.mostSubmissions {
            let known = try order.submit(wave, name: name, count: elements.count, threads: job.threads)
            guard let number = if let known { known } else { try number(of: wave) } else { continue }
            do throws(SystemError) { try wave.note(arrayNumber: number) } catch { throw problem(error) }
            let runs = "\(count(pending, "run")) in \(count(elements, "element"))"
            handle(.noted("array \(number) is submitted: \(runs)"))
            return (wave, number)
        }
        throw WorldProblem(
            "Slurm does not say whether it takes the array; start the sweep again when it answers")
    }

    private func added(_ elements: [[SweepAssignment]], named name: String) throws(WorldProblem) -> SweepWave?
    {
        let program = try order.program()
        do throws(SystemError) {
            return try SweepWave.added(
                to: arrays, job: job, elements: elements, name: name, program: program)
        } catch {
            throw problem(error)
        }
    }

    /// `12 runs`
    private func count(_ things: some Collection, _ word: String) -> String {
        "\(NumberText.grouped(things.count)) \(things.count == 1 ? word : word + "s")"
    }

    private func allWaves() throws(WorldProblem) -> [SweepWave] {
        do throws(SystemError) { return try SweepWave.all(in: arrays) } catch { throw problem(error) }
    }

    /// Decides on the runs that elements have left: one that somebody has cancelled, or that needs more memory, is not
    /// tried again, nor is one with which nothing is gained.
    private func settle(_ left: [WaveWatch.Rest]) {
        for rest in left {
            handle(.left(seat: rest.element))
            waves[rest.run, default: 0] += 1
            if let words = rest.verdict {
                end(rest.run, at: rest.element, .died(words))
            } else if waves[rest.run, default: 0] >= Self.mostWaves {
                end(rest.run, at: rest.element, .died("\(rest.words), \(Self.mostWaves) times"))
            } else if !rest.hasGained || job.cacheDirectory == nil {
                attempts[rest.run, default: 0] += 1
                if attempts[rest.run, default: 0] >= Self.mostAttempts {
                    end(
                        rest.run, at: rest.element,
                        .died("\(rest.words), \(Self.mostAttempts) times without getting on"))
                }
            }
        }
    }

    private func problem(_ error: SystemError) -> WorldProblem {
        WorldProblem("'\(arrays.path)' cannot be used: \(error.reason)")
    }
}
