/// The measurements of a training.
public struct TrainingHistory: Sendable, Hashable, Codable {
    /// The measurements of one epoch.
    public struct Epoch: Sendable, Hashable, Codable {
        /// The mean loss of the training images, each before its batch's update, with dropout.
        public let loss: Double

        /// The share of them that was classified correctly, 0…1; a mixture of two images counts as the class of the
        /// larger share.
        public let accuracy: Double

        /// The mean loss of the validation images after the epoch; `nil` without validation.
        public let validationLoss: Double?

        /// The share of them that is classified correctly, 0…1; `nil` without validation.
        public let validationAccuracy: Double?

        /// The learning rate of the epoch's last step.
        public let learningRate: Double

        /// Makes a record.
        public init(
            loss: Double, accuracy: Double, validationLoss: Double?, validationAccuracy: Double?,
            learningRate: Double
        ) {
            self.loss = loss
            self.accuracy = accuracy
            self.validationLoss = validationLoss
            self.validationAccuracy = validationAccuracy
            self.learningRate = learningRate
        }
    }

    /// The epochs in order.
    public var epochs: [Epoch]

    /// The mean loss of each batch in order, over all epochs.
    public var batchLosses: [Float]

    /// The learning rate of each batch in order, over all epochs.
    public var batchLearningRates: [Float]

    /// The epoch whose network was kept as the best, 1-based; `nil` if the last one's was.
    public var keptEpoch: Int?

    /// The number of epochs that were to be run, if the training stopped earlier; `nil` if it did not.
    public var plannedEpochs: Int?

    /// Makes a history.
    public init(epochs: [Epoch] = [], batchLosses: [Float] = [], batchLearningRates: [Float] = []) {
        self.epochs = epochs
        self.batchLosses = batchLosses
        self.batchLearningRates = batchLearningRates
    }

    /// The number of steps of the network that was kept: those of all epochs up to its own.
    public var steps: Int {
        guard let keptEpoch, !epochs.isEmpty else { return batchLosses.count }
        return batchLosses.count / epochs.count * keptEpoch
    }

    /// Whether the kept epoch is one of those that were run, and these are fewer than planned.
    public var isConsistent: Bool {
        (keptEpoch.map { $0 >= 1 && $0 <= epochs.count } ?? true)
            && (plannedEpochs.map { $0 > epochs.count } ?? true)
    }
}
