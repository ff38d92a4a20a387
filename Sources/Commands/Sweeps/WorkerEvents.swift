import Synchronization
import Workflow

/// Tells the command of a run's events.
///
/// A reference type, because it remembers when it last did.
final class WorkerEvents: Sendable {
    private let report: @Sendable (WorkerReport) -> Void
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    /// The shortest time between reports of progress: nobody reads faster.
    private static let interval: Duration = .milliseconds(100)

    /// Tells nothing yet.
    init(_ report: @escaping @Sendable (WorkerReport) -> Void) { self.report = report }

    /// Tells of an event.
    func handle(_ event: RunEvent) {
        switch event {
        case .stepBegan(let step): tell(step.name.map { "\(step.step) \($0)" } ?? step.step, nil)
        case .stepProgressed(let step, let progress):
            let details = progress.details.map { "\($0.name) \($0.text)" }
            tell(([step.step, progress.activity] + details).joined(separator: " · "), progress.fraction)
            // Epochs that an earlier training has finished have no figures.
            if progress.isMilestone, !details.isEmpty { report(.kept) }
        case .stepEnded(let record):
            // A claim is looked at anew in each run.
            if record.outcome == .computed, record.expectation == nil { report(.kept) }
            report(.advanced)
        case .warned(let message): report(.warned(message))
        case .began, .stepAudited, .stepMended, .pruned, .noted: break
        }
    }

    private func tell(_ words: String, _ fraction: Double?) {
        let now = ContinuousClock.now
        let isDue = last.withLock { last in
            if let before = last, now - before < Self.interval { return false }
            last = now
            return true
        }
        if isDue { report(.working(words: words, fraction: fraction)) }
    }
}
