import NeuralNet
import Workflow

/// Reports the progress of a training: numbers for every batch, a line for every epoch.
struct TrainingReporter {
    private let epochs: Int
    private let images: Int
    private let epochsDone: Int
    private let context: StepContext
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var lastReport: ContinuousClock.Instant

    /// Starts reporting, and reports the epoch from which an earlier training resumes.
    ///
    /// - Parameter done: the number of epochs done earlier.
    init(epochs: Int, images: Int, done: Int, context: StepContext) {
        self.epochs = epochs
        self.images = images
        epochsDone = done
        self.context = context
        start = clock.now
        lastReport = start
        guard done > 0 else { return }
        context.report(
            Progress(
                done == 1
                    ? "epoch 1 of \(epochs) is done already"
                    : "epochs 1 to \(done) of \(epochs) are done already",
                fraction: Double(done) / Double(epochs),
                isMilestone: true))
    }

    /// Reports progress, at most ten times a second except for the ends of epochs.
    ///
    /// - Throws: `CancellationError` if the user interrupts.
    mutating func report(_ progress: Training.Progress) throws {
        try context.checkCancellation()
        let now = clock.now
        guard progress.finishedEpoch != nil || now - lastReport > .milliseconds(100) else { return }
        lastReport = now
        let done = Double(progress.epoch - 1) + Double(progress.images) / Double(images)
        let seconds = (now - start) / .seconds(1)
        let doneHere = done - Double(epochsDone)
        let rate = doneHere * Double(images) / max(seconds, 1e-9)
        let left = seconds / max(doneHere, 1e-9) * (Double(epochs) - done)
        var details = [
            Progress.Detail(
                "loss", Self.text(ofLoss: progress.finishedEpoch?.loss ?? progress.loss), weight: 4)
        ]
        if let epoch = progress.finishedEpoch {
            details.append(.init("accuracy", NumberText.percent(epoch.accuracy, decimals: 2), weight: 3))
            if let loss = epoch.validationLoss, let accuracy = epoch.validationAccuracy {
                details.append(.init("validation loss", Self.text(ofLoss: loss), weight: 2))
                // The most important measurement of an epoch stays longest.
                details.append(
                    .init("validation accuracy", NumberText.percent(accuracy, decimals: 2), weight: 5))
            }
        } else {
            details.append(.init("batch", "\(progress.batch)/\(progress.batches)", weight: 2))
        }
        details.append(.init("images/s", NumberText.grouped(Int(rate)), weight: 1))
        if progress.epoch < epochs || progress.finishedEpoch == nil {
            details.append(
                .init(
                    "left", NumberText.duration(seconds: left), weight: progress.finishedEpoch == nil ? 6 : 0)
            )
        }
        context.report(
            Progress(
                "epoch \(progress.epoch) of \(epochs)", fraction: done / Double(epochs), details: details,
                isMilestone: progress.finishedEpoch != nil))
    }

    /// A loss in a line of progress: `0.1234`, and one of 10,000 or more by its power of ten, `2.62e21`.
    private static func text(ofLoss loss: Double) -> String {
        loss.magnitude < 10_000 || !loss.isFinite
            ? NumberText.fixed(loss, decimals: 4) : NumberText.scientific(loss, decimals: 2)
    }
}
