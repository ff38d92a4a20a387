/// The configuration of a training: network, optimizer, schedule and length.
public struct Training: Sendable {
    /// The network.
    public let architecture: Architecture
    /// The optimizer.
    public let optimizer: Optimizer
    /// What a step does beside the optimizer's rule.
    public let options: UpdateOptions
    /// Whether the training may stop early, and of which epoch it keeps the network.
    public let selection: EpochSelection
    /// The parameters that the network begins with; `nil` for new ones, drawn from the seed.
    public let initial: Parameters?
    /// What is minimized and, of the validation images, measured.
    public let loss: CrossEntropyLoss
    /// The optimizer's learning rate; with a schedule, the one that it starts from or rises to.
    public let learningRate: Double
    /// The learning rate schedule.
    public let schedule: LearningRateSchedule
    /// The number of passes over the training images.
    public let epochs: Int
    /// The number of images in a step.
    public let batchSize: Int
    /// The seed of the initial parameters, the order of the images, and dropout.
    public let seed: UInt64
    /// The number of threads; the same number gives the same bits.
    public let threads: Int
    /// The precision of the training.
    public let precision: Precision

    /// Makes a training.
    public init(
        architecture: Architecture, optimizer: Optimizer, learningRate: Double,
        schedule: LearningRateSchedule, epochs: Int, batchSize: Int, seed: UInt64, threads: Int,
        precision: Precision = .float32, loss: CrossEntropyLoss = .plain,
        options: UpdateOptions = UpdateOptions(), selection: EpochSelection = .all,
        initial: Parameters? = nil
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
        self.loss = loss
        self.options = options
        self.selection = selection
        self.initial = initial
    }

    /// The progress of a training after a batch.
    public struct Progress: Sendable {
        /// The current epoch, 1-based.
        public let epoch: Int
        /// The number of its batches done.
        public let batch: Int
        /// The number of batches in an epoch.
        public let batches: Int
        /// The number of its images done.
        public let images: Int
        /// The mean loss over the epoch so far.
        public let loss: Double
        /// The epoch's measurements, if it has just ended.
        public let finishedEpoch: TrainingHistory.Epoch?
    }

    /// Trains a network from its initial parameters or from a checkpoint.
    ///
    /// Each epoch shuffles all images; the last batch may be smaller.
    ///
    /// - Parameters:
    ///   - images: the training images.
    ///   - validation: the images that are evaluated after each epoch and never trained on.
    ///   - start: a checkpoint of the same training after at most ``epochs`` epochs. The schedule must not depend on
    ///     the number of epochs, or the number must be the same.
    ///   - keep: receives a checkpoint after each epoch.
    ///   - progress: called after every batch; an error that it throws ends the training.
    /// - Returns: the trained parameters, or their average if ``UpdateOptions/averageDecay`` asks for it, of the last or
    ///   the best epoch as ``selection`` says, and the history: the same bits from any checkpoint.
    public func run(
        on images: ImageSet, validation: ImageSet?, from start: TrainingCheckpoint? = nil,
        keep: ((TrainingCheckpoint) throws -> Void)? = nil, progress: (Progress) throws -> Void
    ) throws -> (parameters: Parameters, history: TrainingHistory) {
        try check(images)
        if let validation {
            try check(validation)
        } else if selection.compares {
            throw NetworkError.data("there are no validation images to compare epochs by")
        }
        let batchSize = min(batchSize, images.count)
        let session = try Engine.training(
            architecture,
            parameters: start?.state.parameters ?? initial
                ?? Parameters(initializing: architecture, seed: seed),
            optimizer: optimizer, options: options, loss: loss, batchSize: batchSize, seed: seed,
            threads: threads, precision: precision, keepsBest: selection.keepsBest)
        if let start {
            guard canGoOn(from: start, on: images) else {
                throw NetworkError.parameters(
                    "\(start.epochs) epochs of \(start.state.steps) steps are not the beginning of this training"
                )
            }
            try session.resume(from: start.state)
        }
        var history = start?.history ?? TrainingHistory()
        var best = start?.best
        for epoch in history.epochs.count..<epochs where !selection.stops(after: history) {
            try trainEpoch(
                epoch, session: session, images: images, validation: validation, history: &history,
                best: &best, keep: keep, progress: progress)
        }
        history.plannedEpochs = history.epochs.count < epochs ? epochs : nil
        history.keptEpoch = selection.keepsBest ? selection.best(of: history).map { $0 + 1 } : nil
        let parameters = try best ?? session.result()
        guard parameters.areFinite else {
            let batches = (images.count + session.batchSize - 1) / session.batchSize
            throw NetworkError.diverged(
                epoch: epochs, step: session.steps,
                learningRate: schedule.learningRate(
                    step: max(session.steps - 1, 0), of: batches * epochs, stepsPerEpoch: batches,
                    peak: learningRate))
        }
        return (parameters, history)
    }

    /// Whether a checkpoint fits this training: no more epochs, and the steps that these images take in each.
    public func canGoOn(from start: TrainingCheckpoint, on images: ImageSet) -> Bool {
        let batchSize = max(1, min(batchSize, images.count))
        let batches = (images.count + batchSize - 1) / batchSize
        return start.epochs <= epochs && start.state.steps == start.epochs * batches
            && start.state.parameters.areFinite && start.state.average?.areFinite ?? true
            && start.best?.areFinite ?? !selection.keepsBest
    }

    private func trainEpoch(
        _ epoch: Int, session: any TrainingEngine, images: ImageSet, validation: ImageSet?,
        history: inout TrainingHistory, best: inout Parameters?, keep: ((TrainingCheckpoint) throws -> Void)?,
        progress: (Progress) throws -> Void
    ) throws {
        let loader = BatchLoader(images, epoch: epoch)
        let order = RandomStream(seed: seed, stream: "order/\(epoch)").permutation(of: images.count)
        let batches = (images.count + session.batchSize - 1) / session.batchSize
        var lossSum = 0.0
        var weight = 0.0
        var correct = 0
        var seen = 0
        var learningRate = learningRate
        for batch in 0..<batches {
            let indices = Array(
                order[batch * session.batchSize..<min((batch + 1) * session.batchSize, order.count)])
            let mixtures = loader.mixtures(of: indices)
            learningRate = schedule.learningRate(
                step: session.steps, of: batches * epochs, stepsPerEpoch: batches, peak: self.learningRate)
            let step = try session.step(
                targets: loader.targets(of: indices, mixedBy: mixtures), learningRate: learningRate
            ) { rows, batch in
                loader.load(indices[rows], mixedBy: mixtures?[rows], into: &batch)
            }
            guard step.lossSum.isFinite else {
                throw NetworkError.diverged(
                    epoch: epoch + 1, step: batch + 1, learningRate: learningRate)
            }
            lossSum += step.lossSum
            weight += step.weight
            correct += step.correct
            seen += indices.count
            history.batchLosses.append(Float(step.lossSum / step.weight))
            history.batchLearningRates.append(Float(learningRate))
            if batch + 1 < batches {
                try progress(
                    Progress(
                        epoch: epoch + 1, batch: batch + 1, batches: batches, images: seen,
                        loss: lossSum / weight, finishedEpoch: nil))
            }
        }
        let measured = try validation.map { images in
            try Classifier(
                architecture: architecture, parameters: session.result(), threads: threads
            ).classify(images, loss: loss).measurement
        }
        let record = TrainingHistory.Epoch(
            loss: lossSum / weight, accuracy: Double(correct) / Double(max(seen, 1)),
            validationLoss: measured?.loss, validationAccuracy: measured?.accuracy,
            learningRate: learningRate)
        history.epochs.append(record)
        if selection.keepsBest, selection.best(of: history) == epoch { best = try session.result() }
        // The checkpoint comes first, so that no epoch reported as done can be lost.
        try keep?(TrainingCheckpoint(state: session.state(), history: history, best: best))
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
        if let initial {
            let fits = initial.tensors.elementsEqual(architecture.parameters) {
                $0.name == $1.name && $0.tensor.shape == $1.shape
            }
            guard fits else { throw .parameters("the initial parameters are those of another network") }
        }
        if let weights = loss.classWeights, weights.count != classes {
            throw .data("\(weights.count) class weights for a network of \(classes) outputs")
        }
    }
}
