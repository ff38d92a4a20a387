import FoundationEssentials
import Synchronization
import Workflow

/// An element of a sweep's array, on whatever machine it is: does its runs, one after the other.
///
/// It may be one that was begun before, on this or another machine: a run that has ended is not repeated, and a training
/// goes on after its last finished epoch.
struct SweepElement {
    private let job: SweepJob
    private let wave: SweepWave
    private let number: Int
    private let cancellation: Cancellation

    /// How long another element's claim may stay as it is: ten times as long as an element takes between two beats.
    private static let patience = Duration.seconds(20)

    /// Makes an element.
    ///
    /// - Parameter number: its number in the array, 0-based.
    init(_ number: Int, of wave: SweepWave, job: SweepJob, cancellation: Cancellation) {
        self.number = number
        self.wave = wave
        self.job = job
        self.cancellation = cancellation
    }

    /// Does the runs that have not ended.
    ///
    /// - Returns: whether all have ended.
    /// - Throws: ``WorldProblem`` if notes cannot be read or written.
    func work() throws -> Bool {
        let assignments = try wave.assignments(of: number)
        if let obstacle = job.obstacle {
            // Only this machine refuses; the user can say which ones to use.
            for assignment in assignments { try note(.failed(obstacle), of: assignment) }
            return true
        }
        let pin = job.cache?.pinned()
        defer { withExtendedLifetime(pin) {} }
        // A controller that is started again may start an element again that is still alive.
        let owner = wave.owner(of: number) + String(UInt64.random(in: 0 ... .max))
        let claims = SharedClaims(in: wave.claims, owner: owner, patience: Self.patience)
        let heart = ElementHeart(of: number, in: wave, claims: claims)
        defer { heart.stop() }
        let runner = try runner(claims, heart)
        for assignment in assignments {
            let claim = "run-\(assignment.index)"
            while try !hasEnded(assignment), !claims.claim(claim, cancellation) {
                guard !cancellation.isRequested else { return false }
            }
            defer { claims.release(claim) }
            guard try !hasEnded(assignment) else { continue }
            guard !cancellation.isRequested else { return false }
            heart.begin(assignment.index)
            let outcome = runner.outcome(of: assignment)
            if case .interrupted = outcome { return false }
            try note(outcome, of: assignment)
        }
        return true
    }

    private func runner(_ claims: SharedClaims, _ heart: ElementHeart) throws -> SweepRunner {
        let (cancellation, wave) = (cancellation, wave)
        let step = Mutex<String?>(nil)
        return try SweepRunner(job, cancellation: cancellation) { report in
            switch report {
            case .warned(let message):
                let text = Data(message.utf8)
                _ = try? wave.warnings.add(text, as: ContentHash(of: text).hexadecimal)
            case .advanced: step.withLock { $0.take() }.map(claims.release)
            case .kept: heart.noteKept()
            case .working(let words, let fraction): heart.note(words, fraction)
            case .ready, .asks, .ended: break
            }
        } awaitsOthers: { key in
            guard claims.claim(key.hexadecimal, cancellation) else { return true }
            step.withLock { $0 = key.hexadecimal }
            return false
        }
    }

    /// Whether a run has ended, in this element or in one of another wave that was thought to be dead.
    private func hasEnded(_ assignment: SweepAssignment) throws -> Bool {
        do throws(SystemError) {
            if try wave.ended.read(EndNote.name(of: assignment.index), limit: EndNote.most) != nil {
                return true
            }
        } catch {
            throw WorldProblem("'\(wave.ended.path)' cannot be read: \(error.reason)")
        }
        guard let origin = assignment.origin,
            job.outputs.run(at: assignment.index).isInPlace(madeFrom: origin)
        else { return false }
        try note(.recorded(failure: nil), of: assignment)
        return true
    }

    /// Notes that a run has ended, after its record is on the disk.
    private func note(_ outcome: WorkerOutcome, of assignment: SweepAssignment) throws {
        var record: ContentHash?
        if case .recorded = outcome {
            let outputs = job.outputs.run(at: assignment.index)
            try outputs.synchronize()
            record = ContentHash(
                of: try RegularFile.contents(of: outputs.recordPath, limit: EndNote.mostRecord))
        }
        let note = EndNote(outcome, origin: assignment.origin, record: record)
        do throws(SystemError) {
            // One that is there came from an element that was thought to be dead, whose record this one has replaced.
            let name = EndNote.name(of: assignment.index)
            if try !wave.ended.add(MessageLines.line(note), as: name) {
                try wave.ended.replace(MessageLines.line(note), as: name)
            }
        } catch {
            throw WorldProblem("'\(wave.ended.path)' cannot be written: \(error.reason)")
        }
    }
}
