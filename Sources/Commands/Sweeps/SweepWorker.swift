import Diagnostics
import FoundationEssentials
import Notebooks
import Workflow

/// Does runs of a sweep on this machine, one after the other.
struct SweepWorker {
    private let channel: WorkerChannel
    private let runner: SweepRunner

    /// Reads the notebook of a job.
    ///
    /// - Throws: `DiagnosticsError` if it is not text.
    init(_ job: SweepJob, channel: WorkerChannel, cancellation: Cancellation) throws {
        self.channel = channel
        runner = try SweepRunner(job, cancellation: cancellation, report: channel.send) { key in
            channel.send(.asks(key))
            return switch channel.next() {
            case .lookAgain: true
            // Without an answer the run is given up, which the step notices itself.
            case .compute, .run, .stop, nil: false
            }
        }
    }

    /// Does what it is given until there is nothing more.
    func work() {
        channel.send(.ready)
        while let order = channel.next() {
            // Answers to questions of a run that was given up.
            guard case .run(let assignment) = order else { continue }
            channel.send(.ended(runner.outcome(of: assignment)))
        }
    }
}
