/// A training: what is trained, how, and for how long.
public struct Training: Sendable {
    /// The network.
    public let architecture: Architecture
    /// How gradients change parameters.
    public let optimizer: Optimizer
    /// The optimizer's learning rate; the highest one where there is a schedule.
    public let learningRate: Double
    /// How the learning rate changes.
    public let schedule: LearningRateSchedule
    /// Passes over the training images.
    public let epochs: Int
    /// Images in a step.
    public let batchSize: Int
    /// What initial parameters, order of images and dropout depend on.
    public let seed: UInt64
    /// Threads that compute; the same number gives the same bits.
    public let threads: Int
    /// How exactly the network computes while it is trained.
    public let precision: Precision

    /// Makes a training.
    public init(
        architecture: Architecture, optimizer: Optimizer, learningRate: Double,
        schedule: LearningRateSchedule, epochs: Int, batchSize: Int, seed: UInt64, threads: Int,
        precision: Precision = .float32
    ) {
        precondition(epochs >= 0 && batchSize > 0, "\(epochs) epochs of batches of \(batchSize)")
        self.architecture = architecture
        self.optimizer = optimizer
        self.learningRate = learningRate
        self.schedule = schedule
        self.epochs = epochs
        self.batchSize = batchSize
        self.seed = seed
        self.threads = threads
        self.precision = precision
    }

    /// How far a training is, told after every batch.
    public struct Progress: Sendable {
        /// The epoch under way, from 1.
        public let epoch: Int
        /// The batches done in it.
        public let batch: Int
        /// The batches of an epoch.
        public let batches: Int
        /// The images trained on in it.
        public let images: Int
        /// The mean loss over the epoch so far.
        public let loss: Double
        /// The epoch's figures, where it has just ended.
        public let finishedEpoch: TrainingHistory.Epoch?
    }

    /// Trains a network, a new one or one that was trained for some epochs already.
    ///
    /// Each epoch takes all images in an order of its own; the last batch may be smaller.
    ///
    /// - Parameters:
    ///   - images: what is trained on.
    ///   - validation: what is measured after each epoch and never trained on.
    ///   - start: how far the same training came before, of which at most ``epochs`` are done. The schedule must be one
    ///     for which the number of epochs makes no difference, or the number must be the same.
    ///   - keep: given the state after each epoch, to go on from.
    ///   - progress: called after every batch; what it throws ends the training.
    /// - Returns: the trained parameters and what was measured on the way: the same bits, wherever it started.
    public func run(
        on images: ImageSet, validation: ImageSet?, from start: TrainingCheckpoint? = nil,
        keep: ((TrainingCheckpoint) throws -> Void)? = nil, progress: (Progress) throws -> Void
    ) throws -> (parameters: Parameters, history: TrainingHistory) {
        try check(images)
        if let validation { try check(validation) }
        let batchSize = min(batchSize, images.count)
        let session = try Engine.training(
            architecture,
            parameters: start?.state.parameters ?? Parameters(initializing: architecture, seed: seed),
            optimizer: optimizer, batchSize: batchSize, seed: seed,
            threads: threads, precision: precision)
        if let start {
            guard canGoOn(from: start, on: images) else {
                throw NetworkError.parameters(
                    "\(start.epochs) epochs of \(start.state.steps) steps are not the beginning of this training"
                )
            }
            try session.resume(from: start.state)
        }
        var history = start?.history ?? TrainingHistory()
        for epoch in history.epochs.count..<epochs {
            try trainEpoch(
                epoch, session: session, images: images, validation: validation, history: &history,
                keep: keep, progress: progress)
        }
        let parameters = try session.parameters()
        guard parameters.areFinite else { throw NetworkError.diverged(epoch: epochs, step: session.steps) }
        return (parameters, history)
    }

    /// Whether a checkpoint can be one of this training: of no more epochs, each with the steps that these images take.
    public func canGoOn(from start: TrainingCheckpoint, on images: ImageSet) -> Bool {
        let batchSize = max(1, min(batchSize, images.count))
        let batches = (images.count + batchSize - 1) / batchSize
        return start.epochs <= epochs && start.state.steps == start.epochs * batches
            && start.state.parameters.areFinite
    }

    private func trainEpoch(
        _ epoch: Int, session: any TrainingEngine, images: ImageSet, validation: ImageSet?,
        history: inout TrainingHistory, keep: ((TrainingCheckpoint) throws -> Void)?,
        progress: (Progress) throws -> Void
    ) throws {
        let loader = BatchLoader(images, epoch: epoch)
        let order = RandomStream(seed: seed, stream: "order/\(epoch)").permutation(of: images.count)
        let batches = (images.count + session.batchSize - 1) / session.batchSize
        var lossSum = 0.0
        var correct = 0
        var seen = 0
        var learningRate = learningRate
        for batch in 0..<batches {
            let indices = order[batch * session.batchSize..<min((batch + 1) * session.batchSize, order.count)]
            learningRate = schedule.learningRate(
                step: session.steps, of: batches * epochs, peak: self.learningRate)
            let step = try session.step(labels: indices.map(loader.label), learningRate: learningRate) {
                rows, batch in
                let start = indices.startIndex
                loader.load(indices[start + rows.lowerBound..<start + rows.upperBound], into: &batch)
            }
            guard step.lossSum.isFinite else {
                throw NetworkError.diverged(epoch: epoch + 1, step: batch + 1)
            }
            lossSum += step.lossSum
            correct += step.correct
            seen += indices.count
            history.batchLosses.append(Float(step.lossSum / Double(indices.count)))
            history.batchLearningRates.append(Float(learningRate))
            if batch + 1 < batches {
                try progress(
                    Progress(
                        epoch: epoch + 1, batch: batch + 1, batches: batches, images: seen,
                        loss: lossSum / Double(seen), finishedEpoch: nil))
            }
        }
        let measured = try validation.map { images in
            try Classifier(
                architecture: architecture, parameters: session.parameters(), threads: threads
            ).classify(images).measurement
        }
        let record = TrainingHistory.Epoch(
            loss: lossSum / Double(max(seen, 1)), accuracy: Double(correct) / Double(max(seen, 1)),
            validationLoss: measured?.loss, validationAccuracy: measured?.accuracy,
            learningRate: learningRate)
        history.epochs.append(record)
        // Kept before it is told, so that nothing that was said to be done is lost.
        try keep?(TrainingCheckpoint(state: session.state(), history: history))
        try progress(
            Progress(
                epoch: epoch + 1, batch: batches, batches: batches, images: seen, loss: record.loss,
                finishedEpoch: record))
    }

    private func check(_ images: ImageSet) throws(NetworkError) {
        guard images.shape == architecture.input else {
            throw .data("the network takes images of \(architecture.input), not \(images.shape)")
        }
        guard images.count > 0 else { throw .data("there are no images to train on") }
        let classes = architecture.output.count
        if let label = images.labels.first(where: { Int($0) >= classes }) {
            throw .data("a label is \(label), but the network has \(classes) outputs")
        }
    }
}
