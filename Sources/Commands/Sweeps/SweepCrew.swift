import FoundationEssentials
import Glibc
import Workflow

/// The workers of a sweep: gives them runs, keeps them from computing the same, and notes how runs end.
///
/// A reference type, because it owns the workers, which end with it.
final class SweepCrew {
    /// How a run ended.
    enum End {
        /// In a worker that told it.
        case told(WorkerOutcome)
        /// With its worker, of which this is known.
        case died(String)
    }

    /// What happens, for the display.
    enum Event {
        case began(run: Int, seat: Int)
        case working(seat: Int, words: String, fraction: Double?)
        case ended(run: Int, seat: Int, End)
        case warned(String)
        /// A seat has nothing to do with its run any more, which has not ended.
        case left(seat: Int)
        /// The user may want to know this.
        case noted(String)
        /// Time has passed.
        case waited
    }

    /// A place for a worker, and what that does.
    private struct Seat {
        var worker: WorkerProcess?
        var isReady = false
        var run: Int?
    }

    private let plan: SweepPlan
    private let round: SweepRound
    private let job: String
    private let cancellation: Cancellation
    private let handle: (Event) -> Void
    private var schedule: SweepSchedule
    private var reservations = StepReservations()
    private var seats: [Seat]
    private var isStopping = false

    /// The longest wait for anything in milliseconds, after which a request to stop is seen.
    private static let patience: Int32 = 100

    /// Makes a crew.
    ///
    /// - Parameters:
    ///   - runs: the indices of the runs to be done, in order.
    ///   - round: the round of the sweep.
    ///   - job: the path of the job file.
    ///   - size: the most workers.
    ///   - cancellation: the request to stop.
    ///   - handle: receives what happens.
    init(
        for runs: [Int], in round: SweepRound, of plan: SweepPlan, job: String, size: Int,
        cancellation: Cancellation,
        handle: @escaping (Event) -> Void
    ) {
        self.plan = plan
        self.round = round
        self.job = job
        self.cancellation = cancellation
        self.handle = handle
        schedule = SweepSchedule(work: round.work, order: runs)
        seats = Array(repeating: Seat(), count: min(size, runs.count))
    }

    /// Does the runs, until all have ended or the user stops it.
    ///
    /// - Throws: ``WorldProblem`` if no worker can be started; what is done is kept.
    func work() throws {
        while true {
            if cancellation.isRequested, !isStopping { stop() }
            try fill()
            giveOut()
            guard seats.contains(where: { $0.run != nil }) || schedule.pendingCount > 0 else { break }
            try wait()
            handle(.waited)
        }
        for seat in seats { seat.worker?.closeInput() }
        for place in seats.indices { dismiss(place) }
    }

    private func stop() {
        isStopping = true
        schedule.clear()
        for seat in seats { seat.worker?.send(.stop) }
    }

    /// Starts workers on empty seats, as many as there are runs for.
    private func fill() throws {
        let busy = seats.count { $0.run != nil }
        for place in seats.indices where seats[place].worker == nil {
            let others = seats.count { $0.worker != nil }
            guard !isStopping, others < busy + schedule.pendingCount else { return }
            seats[place] = Seat(worker: try WorkerProcess(job: job))
        }
    }

    private func giveOut() {
        for place in seats.indices where seats[place].isReady && seats[place].run == nil {
            guard let run = schedule.next() else { return }
            seats[place].run = run
            seats[place].worker?.send(.run(plan.assignment(of: run, in: round)))
            handle(.began(run: run, seat: place))
        }
    }

    /// Waits for messages, and takes them.
    private func wait() throws {
        var sources: [(seat: Int, isOutput: Bool)] = []
        var waiting: [pollfd] = []
        for (place, seat) in seats.enumerated() {
            guard let worker = seat.worker else { continue }
            for (descriptor, isOutput) in [(worker.messages, false), (worker.output, true)]
            where isOutput || !worker.isSilent {
                waiting.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
                sources.append((place, isOutput))
            }
        }
        guard poll(&waiting, nfds_t(waiting.count), Self.patience) > 0 else { return }
        // What a worker says on standard error comes first, since it explains the end of its output.
        for (source, state) in zip(sources, waiting) where state.revents != 0 {
            guard let worker = seats[source.seat].worker else { continue }
            guard source.isOutput else {
                worker.takeComplaint()
                continue
            }
            guard let reports = worker.reports() else {
                try lose(source.seat)
                continue
            }
            for report in reports { take(report, from: source.seat) }
        }
    }

    private func take(_ report: WorkerReport?, from place: Int) {
        switch report {
        case .ready: seats[place].isReady = true
        case .working(let words, let fraction):
            handle(.working(seat: place, words: words, fraction: fraction))
        case .kept: break
        case .asks(let key):
            if reservations.reserve(key, for: place) { seats[place].worker?.send(.compute) }
        case .advanced:
            if let run = seats[place].run { schedule.advance(run) }
            release(place)
        case .warned(let message): handle(.warned(message))
        case .ended(let outcome):
            end(place, .told(outcome))
            // It was told to stop, by whomever, and takes no more runs.
            if case .interrupted = outcome { dismiss(place) }
        case nil:
            // Something else wrote to its output; what it says is not to be trusted any more.
            end(place, .died("it said something that is no message"))
            seats[place].worker?.kill()
            dismiss(place)
        }
    }

    /// Notes the end of a seat's run.
    private func end(_ place: Int, _ end: End) {
        release(place)
        guard let run = seats[place].run else { return }
        seats[place].run = nil
        schedule.end(run)
        handle(.ended(run: run, seat: place, end))
    }

    /// Lets those go on who wait for what a seat has computed.
    private func release(_ place: Int) {
        for other in reservations.release(by: place) { seats[other].worker?.send(.lookAgain) }
    }

    /// Notes that a worker is gone.
    ///
    /// - Throws: ``WorldProblem`` if it was gone before it could begin: so would be the next one.
    private func lose(_ place: Int) throws {
        guard let worker = seats[place].worker else { return }
        let wasReady = seats[place].isReady
        let words = worker.waitForEnd()
        end(place, isStopping ? .told(.interrupted) : .died(words))
        seats[place] = Seat()
        guard wasReady || isStopping else {
            throw WorldProblem("a worker came to its end before it could begin: \(words)")
        }
    }

    private func dismiss(_ place: Int) {
        release(place)
        _ = seats[place].worker?.waitForEnd()
        seats[place] = Seat()
    }
}
